internal import KeyformCore
internal import KeyformYAML

/// `publicKeys:` — published keys by value, each with the rows of the table it stands in.
enum PublicKeysSection {
  private enum Field: Int, CatalogField { case kind, rows }
  private enum RowField: Int, CatalogField {
    case product, releases, also, channel, versions, builds, inGermanSeed, suspicious, confidence
    case note
  }

  private static let fields = CatalogFields<Field>(
    required: [.kind], haveProvenance: false
  ) { $0 == .kind ? .word(KeyKind.self) : .own }

  private static let rowFields = CatalogFields<RowField>(required: [.product, .versions]) { field in
    switch field {
    case .product, .channel, .versions, .builds, .inGermanSeed, .confidence, .note: .text
    case .releases, .also: .texts
    case .suspicious: .flag
    }
  }

  static func read(_ cursor: FieldCursor, into draft: inout CatalogDraft) {
    cursor.entries("the section") { text, mark in
      // A wrong value is not repeated in full: it could be somebody's secret.
      let id = "…-" + String(text.suffix(5))
      var rows: [PublicKey.Row] = []
      let entry = CatalogEntry(id, at: mark, cursor, fields) { _ in
        cursor.list("rows", mayBeEmpty: true) { _ in
          let row = CatalogEntry(id, at: cursor.reader.mark, cursor, rowFields)
          if row.isComplete() { rows.append(Self.row(row)) }
        }
      }
      guard let value = KeyMaterial(canonical: text) else {
        cursor.report(
          .badName, at: mark, "a name in `publicKeys` is no product key",
          "Write the published key in its canonical form: five groups of five, upper case.")
        return
      }
      guard entry.isComplete(), let kind: KeyKind = entry.word(.kind) else { return }
      guard !rows.isEmpty else {
        entry.reportMissing("rows")
        return
      }
      guard kind.isPublic else {
        cursor.report(
          .unknownWord, at: mark, "`\(kind.rawValue)` is no public kind",
          "Only gvlk, avma and setup-default keys may stand in a catalogue.")
        return
      }
      let key = PublicKey(value: value, kind: kind, rows: rows)
      draft.put(key, id: text, into: \.publicKeys, at: mark, cursor)
    }
  }

  private static func row(_ entry: CatalogEntry<RowField>) -> PublicKey.Row {
    PublicKey.Row(
      product: ProductID(entry.text(.product)), releases: entry.texts(.releases) ?? [],
      also: entry.texts(.also)?.map { ProductID($0) } ?? [], channel: entry[.channel],
      versions: entry.text(.versions), builds: entry[.builds], inGermanSeed: entry[.inGermanSeed],
      isSuspicious: entry.flag(.suspicious) ?? false, confidence: entry[.confidence],
      note: entry[.note], provenance: entry.provenance)
  }
}
