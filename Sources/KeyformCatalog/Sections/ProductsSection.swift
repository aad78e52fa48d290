internal import KeyformCore

/// `products:` — products with their editions. An entry of a repository replaces the fields that it
/// states; the others stay as they were.
enum ProductsSection {
  private enum Field: Int, CatalogField {
    case name, family, channel, aliases, architectures, architecturesFrom, marker, releases, note
    case editions
  }

  private static let fields = CatalogFields<Field> { field in
    switch field {
    case .name, .channel, .note: .text
    case .aliases, .releases: .texts
    case .family: .word(ProductFamily.self)
    case .architectures: .architectures
    case .marker: .flag
    case .architecturesFrom, .editions: .own
    }
  }

  static func read(_ cursor: FieldCursor, into draft: inout CatalogDraft) {
    cursor.entries("the section") { slug, mark in
      var later: [CatalogProduct.LaterArchitecture]?
      var editions: [EditionFacts] = []
      let entry = CatalogEntry(slug, at: mark, cursor, fields) { field in
        if field == .editions {
          editions = EditionFields.editions(cursor, of: slug)
        } else {
          later = laterArchitectures(cursor)
        }
      }
      guard var product = product(entry, replacing: draft.products[slug]) else { return }
      if let later { product.architecturesFrom = later }
      for facts in editions {
        if let place = product.editions.firstIndex(where: { $0.slug == facts.slug }) {
          product.editions[place] = facts
        } else {
          product.editions.append(facts)
        }
      }
      draft.put(product, id: slug, into: \.products, at: mark, cursor)
    }
  }

  private static func laterArchitectures(
    _ cursor: FieldCursor
  ) -> [CatalogProduct.LaterArchitecture] {
    var later: [CatalogProduct.LaterArchitecture] = []
    cursor.map("architecturesFrom") { name, mark in
      let architecture = cursor.architecture(name, at: mark)
      if let release = cursor.text(name), let architecture {
        later.append(.init(architecture, from: release))
      }
    }
    return later.sorted { $0.architecture < $1.architecture }
  }

  private static func product(
    _ entry: CatalogEntry<Field>, replacing known: CatalogProduct?
  ) -> CatalogProduct? {
    guard entry.isComplete(),
      known != nil || entry.has([.name, .family, .channel, .architectures, .marker]),
      let family = entry.word(.family) ?? known?.family
    else { return nil }
    var product = CatalogProduct(
      slug: entry.id, name: entry[.name] ?? known?.name ?? "", family: family,
      channel: entry[.channel] ?? known?.channel ?? "", provenance: entry.provenance)
    product.architectures = entry.architectures(.architectures) ?? known?.architectures ?? []
    product.usesMarker = entry.flag(.marker) ?? known?.usesMarker ?? false
    product.aliases = entry.texts(.aliases) ?? known?.aliases ?? []
    product.architecturesFrom = known?.architecturesFrom ?? []
    product.releases = entry.texts(.releases) ?? known?.releases ?? []
    product.note = entry[.note] ?? known?.note
    product.editions = known?.editions ?? []
    return product
  }
}

/// `editions:` of a product.
private enum EditionFields {
  private enum Field: Int, CatalogField {
    case name, editionId, group, volume, aliases, captions, architectures, activationId, ends, note
    case source
  }

  private static let fields = CatalogFields<Field>(
    required: [.name, .volume], haveProvenance: false
  ) { field in
    switch field {
    case .name, .editionId, .group, .activationId, .note, .source: .text
    case .aliases, .captions: .texts
    case .volume: .flag
    case .architectures: .architectures
    case .ends: .date
    }
  }

  static func editions(_ cursor: FieldCursor, of product: String) -> [EditionFacts] {
    var editions: [EditionFacts] = []
    cursor.entries("`editions`") { slug, mark in
      let entry = CatalogEntry(slug, at: mark, cursor, fields)
      guard entry.isComplete() else { return }
      guard !editions.contains(where: { $0.slug == slug }) else {
        cursor.report(
          .duplicateName, at: mark, "`\(slug)` stands twice", "Remove one of the two editions.")
        return
      }
      editions.append(
        EditionFacts(
          product: product, slug: slug, name: entry.text(.name), editionID: entry[.editionId],
          supportGroup: entry[.group], aliases: entry.texts(.aliases) ?? [],
          captions: entry.texts(.captions) ?? [], hasVolumeKeys: entry.flag(.volume) ?? false,
          architectures: entry.architectures(.architectures), activationID: entry[.activationId],
          ends: entry.date(.ends), note: entry[.note], source: entry[.source]))
    }
    return editions
  }
}
