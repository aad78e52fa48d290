internal import KeyformCore
internal import KeyformYAML

/// `publicKeys:` — published keys by value, each with the rows of the table it stands in.
enum PublicKeysSection {
  private enum Field: String, CaseIterable { case kind, rows }
  private enum RowField: String, CaseIterable {
    case product, releases, also, channel, versions, builds, inGermanSeed, suspicious, confidence
    case note, source, date
  }
  private static let table = FieldTable(Field.self)
  private static let rowTable = FieldTable(RowField.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { text, mark in
      let value = KeyMaterial(canonical: text)
      // A wrong value is not repeated in full: it could be somebody's secret.
      let frame = EntryFrame("…-" + String(text.suffix(5)), at: mark, from: reader)
      var kind: KeyKind?
      var rows: [PublicKey.Row] = []
      reader.fields(table) { field in
        switch field {
        case .kind: kind = reader.word(KeyKind.self)
        case .rows: rows = self.rows(reader, frame)
        }
      }
      guard let value else {
        reader.report(
          .wrongValue, "a name in `publicKeys` is no product key",
          "Write the published key in its canonical form: five groups of five, upper case.",
          at: mark)
        return
      }
      guard let kind = frame.require(kind, "kind"),
        frame.require(rows.isEmpty ? nil : rows, "rows") != nil
      else { return }
      guard kind.isPublic else {
        reader.report(
          .wrongValue, "`\(kind.rawValue)` is no public kind",
          "Only gvlk, avma and setup-default keys may stand in a catalogue.", at: mark)
        return
      }
      let key = PublicKey(value: value, kind: kind, rows: rows)
      draft.put(key, id: text, into: \.publicKeys, at: mark, from: reader)
    }
  }

  private static func rows(_ reader: CatalogReader, _ key: EntryFrame) -> [PublicKey.Row] {
    var rows: [PublicKey.Row] = []
    reader.list { mark in
      if let row = row(reader, EntryFrame(key.id, at: mark, from: reader)) { rows.append(row) }
    }
    return rows
  }

  private static func row(_ reader: CatalogReader, _ start: EntryFrame) -> PublicKey.Row? {
    var frame = start
    var product: String?
    var releases: [String]?
    var also: [String]?
    var channel: String?
    var versions: String?
    var builds: String?
    var seed: String?
    var suspicious: Bool?
    var confidence: String?
    var note: String?
    reader.readFields(rowTable) { field in
      switch field {
      case .product: product = reader.text()
      case .releases: releases = reader.texts()
      case .also: also = reader.texts()
      case .channel: channel = reader.text()
      case .versions: versions = reader.text()
      case .builds: builds = reader.text()
      case .inGermanSeed: seed = reader.text()
      case .suspicious: suspicious = reader.flag()
      case .confidence: confidence = reader.text()
      case .note: note = reader.text()
      case .source: frame.source = reader.text()
      case .date: frame.date = reader.date()
      }
    }
    guard let provenance = frame.provenance(), let product = frame.require(product, "product"),
      let versions = frame.require(versions, "versions")
    else { return nil }
    return PublicKey.Row(
      product: ProductID(product), releases: releases ?? [],
      also: also.map { $0.map { ProductID($0) } } ?? [], channel: channel, versions: versions,
      builds: builds, inGermanSeed: seed, isSuspicious: suspicious ?? false,
      confidence: confidence, note: note, provenance: provenance)
  }
}
