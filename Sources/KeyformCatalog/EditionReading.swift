internal import KeyformCore

/// `editions:` of a product.
enum EditionReading {
  private enum Field: String, CaseIterable {
    case name, editionId, group, volume, aliases, captions, architectures, activationId, ends, note
    case source
  }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, of product: String) -> [EditionFacts] {
    var editions: [EditionFacts] = []
    reader.entries { slug, mark in
      let frame = EntryFrame(slug, at: mark, from: reader)
      var name: String?
      var editionID: String?
      var group: String?
      var volume: Bool?
      var aliases: [String]?
      var captions: [String]?
      var architectures: [Architecture]?
      var activationID: String?
      var ends: CalendarDate?
      var note: String?
      var source: String?
      reader.fields(table) { field in
        switch field {
        case .name: name = reader.text()
        case .editionId: editionID = reader.text()
        case .group: group = reader.text()
        case .volume: volume = reader.flag()
        case .aliases: aliases = reader.texts()
        case .captions: captions = reader.texts()
        case .architectures: architectures = reader.architectures()
        case .activationId: activationID = reader.text()
        case .ends: ends = reader.date()
        case .note: note = reader.text()
        case .source: source = reader.text()
        }
      }
      guard let name = frame.require(name, "name"), let volume = frame.require(volume, "volume")
      else { return }
      if editions.contains(where: { $0.slug == slug }) {
        reader.report(
          .duplicate, "`\(slug)` stands twice", "Remove one of the two editions.", at: mark)
        return
      }
      editions.append(
        EditionFacts(
          product: product, slug: slug, name: name, editionID: editionID, supportGroup: group,
          aliases: aliases ?? [], captions: captions ?? [], hasVolumeKeys: volume,
          architectures: architectures, activationID: activationID, ends: ends, note: note,
          source: source))
    }
    return editions
  }
}
