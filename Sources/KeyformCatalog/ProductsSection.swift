internal import KeyformCore
internal import KeyformYAML

/// `products:` — products with their editions.
enum ProductsSection {
  private enum Field: String, CaseIterable {
    case name, family, channel, aliases, architectures, architecturesFrom, marker, releases, note
    case source, date, editions
  }
  private static let table = FieldTable(Field.self)

  /// The fields that an entry states; the others stay as they were.
  private struct Stated {
    var name: String?
    var family: ProductFamily?
    var channel: String?
    var aliases: [String]?
    var architectures: [Architecture]?
    var architecturesFrom: [CatalogProduct.LaterArchitecture]?
    var marker: Bool?
    var releases: [String]?
    var note: String?
    var editions: [EditionFacts] = []
  }

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { slug, mark in
      var frame = EntryFrame(slug, at: mark, from: reader)
      var stated = Stated()
      reader.fields(table) { field in
        switch field {
        case .name: stated.name = reader.text()
        case .family: stated.family = reader.word(ProductFamily.self)
        case .channel: stated.channel = reader.text()
        case .aliases: stated.aliases = reader.texts()
        case .architectures: stated.architectures = reader.architectures()
        case .architecturesFrom: stated.architecturesFrom = laterArchitectures(reader)
        case .marker: stated.marker = reader.flag()
        case .releases: stated.releases = reader.texts()
        case .note: stated.note = reader.text()
        case .source: frame.source = reader.text()
        case .date: frame.date = reader.date()
        case .editions: stated.editions = EditionReading.read(reader, of: slug)
        }
      }
      guard let product = product(stated, frame, replacing: draft.products[slug]) else { return }
      draft.put(product, id: slug, into: \.products, at: mark, from: reader)
    }
  }

  private static func laterArchitectures(
    _ reader: CatalogReader
  ) -> [CatalogProduct.LaterArchitecture] {
    var later: [CatalogProduct.LaterArchitecture] = []
    reader.entries { name, mark in
      let architecture = reader.architecture(named: name, at: mark)
      if let release = reader.text(), let architecture {
        later.append(.init(architecture, from: release))
      }
    }
    return later.sorted { $0.architecture < $1.architecture }
  }

  private static func product(
    _ stated: Stated, _ frame: EntryFrame, replacing known: CatalogProduct?
  ) -> CatalogProduct? {
    guard let provenance = frame.provenance(),
      let name = frame.require(stated.name ?? known?.name, "name"),
      let family = frame.require(stated.family ?? known?.family, "family"),
      let channel = frame.require(stated.channel ?? known?.channel, "channel"),
      let architectures = frame.require(
        stated.architectures ?? known?.architectures, "architectures"),
      let marker = frame.require(stated.marker ?? known?.usesMarker, "marker")
    else { return nil }
    var product = CatalogProduct(
      slug: frame.id, name: name, family: family, channel: channel, provenance: provenance)
    product.architectures = architectures
    product.usesMarker = marker
    product.aliases = stated.aliases ?? known?.aliases ?? []
    product.architecturesFrom = stated.architecturesFrom ?? known?.architecturesFrom ?? []
    product.releases = stated.releases ?? known?.releases ?? []
    product.note = stated.note ?? known?.note
    product.editions = known?.editions ?? []
    for facts in stated.editions {
      if let place = product.editions.firstIndex(where: { $0.slug == facts.slug }) {
        product.editions[place] = facts
      } else {
        product.editions.append(facts)
      }
    }
    return product
  }
}
