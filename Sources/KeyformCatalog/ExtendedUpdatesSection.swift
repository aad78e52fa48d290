internal import KeyformCore

/// `esu:` — Extended Security Updates by product.
enum ExtendedUpdatesSection {
  private enum Field: String, CaseIterable {
    case product, releases, minimumBuild, addon, years, order, note, source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { id, mark in
      var frame = EntryFrame(id, at: mark, from: reader)
      var product: String?
      var releases: [String]?
      var build: String?
      var addon: String?
      var years: [String]?
      var order: String?
      var note: String?
      reader.fields(table) { field in
        switch field {
        case .product: product = reader.text()
        case .releases: releases = reader.texts()
        case .minimumBuild: build = reader.text()
        case .addon: addon = reader.text()
        case .years: years = reader.texts()
        case .order: order = reader.text()
        case .note: note = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(), let product = frame.require(product, "product"),
        let releases = frame.require(releases, "releases"),
        let addon = frame.require(addon, "addon"), let years = frame.require(years, "years")
      else { return }
      let updates = ExtendedUpdates(
        id: id, product: product, releases: releases, minimumBuild: build, addon: addon,
        years: years.map { ProductID(addon + "/" + $0) }, order: order, note: note,
        provenance: provenance)
      draft.put(updates, id: id, into: \.extendedUpdates, at: mark, from: reader)
    }
  }
}
