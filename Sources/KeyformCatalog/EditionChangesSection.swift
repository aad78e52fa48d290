internal import KeyformCore

/// `editionChanges:` — changes of edition by key.
///
/// With `products`, `from` and `to` are editions of each of them; without, they are whole ids.
/// `restart` and `byHand` name some of `to`.
enum EditionChangesSection {
  private enum Field: String, CaseIterable {
    case products, from, to, direction, restart, byHand, minimumBuild, source, date
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { id, mark in
      var frame = EntryFrame(id, at: mark, from: reader)
      var products: [String]?
      var from: String?
      var to: [String]?
      var direction: EditionChange.Direction?
      var restart: [String]?
      var byHand: [String]?
      var build: String?
      reader.fields(table) { field in
        switch field {
        case .products: products = reader.texts()
        case .from: from = reader.text()
        case .to: to = reader.texts()
        case .direction: direction = reader.word(EditionChange.Direction.self)
        case .restart: restart = reader.texts()
        case .byHand: byHand = reader.texts()
        case .minimumBuild: build = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        }
      }
      guard let provenance = frame.provenance(), let from = frame.require(from, "from"),
        let to = frame.require(to, "to"), let direction = frame.require(direction, "direction")
      else { return }
      let prefixes = products.map { $0.map { $0 + "/" } } ?? [""]
      let changes = prefixes.flatMap { prefix in
        to.map { target in
          EditionChange(
            id: id, from: ProductID(prefix + from), to: ProductID(prefix + target),
            direction: direction, needsRestart: restart?.contains(target) ?? false,
            isByHand: byHand?.contains(target) ?? false, minimumBuild: build,
            provenance: provenance)
        }
      }
      draft.put(changes, id: id, into: \.editionChanges, at: mark, from: reader)
    }
  }
}
