internal import KeyformCore

/// `lifecycles:` — support dates by product, release and group of editions.
enum LifecyclesSection: CatalogSection {
  enum Field: Int, CatalogField {
    case product, products, release, group, editions, channel, policy, build, released
    case mainstreamEnd, extendedEnd, esuEnd, doubtful, note
  }

  static let fields = CatalogFields<Field>(
    required: [
      .product, .release, .group, .editions, .channel, .policy, .build, .released, .mainstreamEnd,
      .extendedEnd,
    ]
  ) { field in
    switch field {
    case .product, .release, .group, .editions, .channel, .build, .note: .text
    case .products, .doubtful: .texts
    case .policy: .word(SupportDates.Policy.self)
    case .released, .mainstreamEnd, .extendedEnd, .esuEnd: .date
    }
  }

  static var list: WritableKeyPath<CatalogDraft, NamedList<SupportDates>> { \.lifecycles }

  static func value(of entry: CatalogEntry<Field>) -> SupportDates? {
    guard let policy: SupportDates.Policy = entry.word(.policy),
      let released = entry.date(.released), let mainstream = entry.date(.mainstreamEnd),
      let extended = entry.date(.extendedEnd)
    else { return nil }
    let editions = entry.text(.editions)
    return SupportDates(
      id: entry.id, product: entry.text(.product), products: entry.texts(.products) ?? [],
      release: entry.text(.release), group: entry.text(.group),
      editions: editions == "all" ? .all : .group(editions), channel: entry.text(.channel),
      policy: policy, build: entry.text(.build), released: released, mainstreamEnd: mainstream,
      extendedEnd: extended, esuEnd: entry.date(.esuEnd), doubtful: entry.texts(.doubtful) ?? [],
      note: entry[.note], provenance: entry.provenance)
  }
}

/// `esu:` — Extended Security Updates by product.
enum ExtendedUpdatesSection: CatalogSection {
  enum Field: Int, CatalogField {
    case product, releases, minimumBuild, addon, years, order, note
  }

  static let fields = CatalogFields<Field>(
    required: [.product, .releases, .addon, .years]
  ) { $0 == .releases || $0 == .years ? .texts : .text }

  static var list: WritableKeyPath<CatalogDraft, NamedList<ExtendedUpdates>> { \.extendedUpdates }

  static func value(of entry: CatalogEntry<Field>) -> ExtendedUpdates? {
    let addon = entry.text(.addon)
    return ExtendedUpdates(
      id: entry.id, product: entry.text(.product), releases: entry.texts(.releases) ?? [],
      minimumBuild: entry[.minimumBuild], addon: addon,
      years: (entry.texts(.years) ?? []).map { ProductID(addon + "/" + $0) },
      order: entry[.order], note: entry[.note], provenance: entry.provenance)
  }
}

/// `editionChanges:` — changes of edition by key.
///
/// With `products`, `from` and `to` are editions of each of them; without, they are whole ids.
/// `restart` and `byHand` name some of `to`.
enum EditionChangesSection: CatalogSection {
  enum Field: Int, CatalogField {
    case products, from, to, direction, restart, byHand, minimumBuild
  }

  static let fields = CatalogFields<Field>(required: [.from, .to, .direction]) { field in
    switch field {
    case .from, .minimumBuild: .text
    case .products, .to, .restart, .byHand: .texts
    case .direction: .word(EditionChange.Direction.self)
    }
  }

  static var list: WritableKeyPath<CatalogDraft, NamedList<[EditionChange]>> { \.editionChanges }

  static func value(of entry: CatalogEntry<Field>) -> [EditionChange]? {
    guard let direction: EditionChange.Direction = entry.word(.direction) else { return nil }
    let prefixes = entry.texts(.products).map { $0.map { $0 + "/" } } ?? [""]
    return prefixes.flatMap { prefix in
      (entry.texts(.to) ?? []).map { target in
        EditionChange(
          id: entry.id, from: ProductID(prefix + entry.text(.from)),
          to: ProductID(prefix + target), direction: direction,
          needsRestart: entry.texts(.restart)?.contains(target) ?? false,
          isByHand: entry.texts(.byHand)?.contains(target) ?? false,
          minimumBuild: entry[.minimumBuild], provenance: entry.provenance)
      }
    }
  }
}
