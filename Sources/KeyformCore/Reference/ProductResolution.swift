/// What became of a product reference as somebody wrote it.
package enum ProductResolution: Hashable, Sendable {
  /// An edition; `wasAlias` where another name than the canonical id was written.
  case known(ProductID, wasAlias: Bool)
  /// A product without an edition: fine for host keys, too little elsewhere.
  case needsEdition(ProductID, wasAlias: Bool)
  case unknownProduct(suggestion: String?)
  /// The product is known by its slug; the suggestion is a whole id.
  case unknownEdition(product: String, suggestion: String?)
  /// The part behind the `@` is no release of the product; the suggestion is a whole id.
  case unknownRelease(product: ProductID, suggestion: String?)
  /// A caption that several releases share; sorted.
  case ambiguous([ProductID])
}

extension ReferenceCatalog {
  /// Finds the product that is meant.
  ///
  /// Canonical ids are found at once. Else names are compared as slugs: `product/edition` with an
  /// alias in either part, whole captions (with or without `Microsoft` before them), and the name
  /// of a product followed by an edition's. Whole names are compared, the longest product first:
  /// `Windows 10 Enterprise` never swallows `Windows 10 Enterprise LTSB 2016` (rule ED002). A
  /// release may follow behind an `@`.
  package func resolve(_ written: String) -> ProductResolution {
    if let slot = editionSlots[written] {
      return .known(editions[Int(slot)].id, wasAlias: false)
    }
    if let index = productIndexes[written] {
      return .needsEdition(ProductID(products[Int(index)].slug), wasAlias: false)
    }
    guard let at = written.lastIndex(of: "@") else { return resolveName(written[...]) }
    let release = String(written[written.index(after: at)...])
    return withRelease(release, resolve(String(written[..<at])))
  }

  private func withRelease(_ written: String, _ resolution: ProductResolution) -> ProductResolution
  {
    let id: ProductID
    let wasAlias: Bool
    switch resolution {
    case .known(let known, let alias): (id, wasAlias) = (known, alias)
    case .needsEdition(let product, let alias): (id, wasAlias) = (product, alias)
    case .ambiguous(let candidates):
      let release = written.lowercased()
      let fitting = candidates.filter { releases(of: $0).contains { $0.lowercased() == release } }
      guard fitting.count == 1 else { return resolution }
      (id, wasAlias) = (fitting[0], true)
    case .unknownProduct, .unknownEdition, .unknownRelease: return resolution
    }
    let known = releases(of: id)
    guard let release = known.first(where: { $0.lowercased() == written.lowercased() }) else {
      let near = SpellingSuggestion.suggestion(for: written, in: known)
      return .unknownRelease(product: id, suggestion: near.map { id.text + "@" + $0 })
    }
    let whole = ProductID(id.text + "@" + release, slot: id.slot)
    let isAlias = wasAlias || release != written
    return id.slot < 0
      ? .needsEdition(whole, wasAlias: isAlias) : .known(whole, wasAlias: isAlias)
  }

  private func resolveName(_ written: Substring) -> ProductResolution {
    let names = names.index(of: self)
    if let slash = written.firstIndex(of: "/") {
      let product = CatalogName.folded(written[..<slash])
      let edition = CatalogName.folded(written[written.index(after: slash)...])
      guard let index = names.products[product] else {
        return .unknownProduct(suggestion: suggestion(product: product, edition: edition))
      }
      let slug = products[Int(index)].slug
      if let slot = names.editions[slug + "/" + edition] { return alias(slot) }
      return unknownEdition(edition, of: products[Int(index)])
    }
    var folded = CatalogName.folded(written)
    if folded.hasPrefix("microsoft-") { folded.removeFirst("microsoft-".count) }
    if let slots = names.captions[folded] {
      if slots.count == 1 { return alias(slots[0]) }
      return .ambiguous(slots.map { editions[Int($0)].id }.sorted())
    }
    if let index = names.products[folded] {
      return .needsEdition(ProductID(products[Int(index)].slug), wasAlias: true)
    }
    return resolveRun(folded, names)
  }

  /// A product's name and an edition's, with nothing between them: the longest product first.
  private func resolveRun(_ folded: String, _ names: NameIndex) -> ProductResolution {
    var longest: CatalogProduct?
    var rest = ""
    for dash in folded.indices.reversed() where folded[dash] == "-" {
      guard let index = names.products[String(folded[..<dash])] else { continue }
      let product = products[Int(index)]
      let edition = String(folded[folded.index(after: dash)...])
      if let slot = names.editions[product.slug + "/" + edition] { return alias(slot) }
      if longest == nil { (longest, rest) = (product, edition) }
    }
    guard let longest else {
      let near = SpellingSuggestion.suggestion(for: folded, in: products.lazy.map(\.slug))
      return .unknownProduct(suggestion: near)
    }
    return unknownEdition(rest, of: longest)
  }

  private func alias(_ slot: Int32) -> ProductResolution {
    .known(editions[Int(slot)].id, wasAlias: true)
  }

  private func unknownEdition(_ edition: String, of product: CatalogProduct) -> ProductResolution {
    let near = nearEdition(edition, of: product)
    return .unknownEdition(product: product.slug, suggestion: near?.id.text)
  }

  private func nearEdition(_ edition: String, of product: CatalogProduct) -> EditionFacts? {
    var owners: [String: EditionFacts] = [:]
    var candidates: [String] = []
    for facts in product.editions {
      for name in [facts.slug] + facts.aliases.map({ CatalogName.folded($0) })
      where owners[name] == nil {
        owners[name] = facts
        candidates.append(name)
      }
    }
    return SpellingSuggestion.suggestion(for: edition, in: candidates).flatMap { owners[$0] }
  }

  private func suggestion(product written: String, edition: String) -> String? {
    let slugs = products.lazy.map(\.slug)
    guard let near = SpellingSuggestion.suggestion(for: written, in: slugs),
      let product = product(near)
    else { return nil }
    let names = names.index(of: self)
    if let slot = names.editions[near + "/" + edition] { return editions[Int(slot)].id.text }
    return nearEdition(edition, of: product)?.id.text ?? near
  }

  /// Names that lead to two products or editions; a sound catalogue has none.
  package var clashingNames: [NameClash] { names.index(of: self).clashes }
}

/// Whether a key is for what a deployment installs, as the target's view decides it. Ids carry their
/// slots (`ReferenceCatalog.linked` gives them to those that came from a target).
package enum ProductMatch {
  /// Whether a key that is filed under `own` is for `wanted` in `release`. A product without its
  /// edition is none: only host keys may name one, and they are for no deployment.
  package static func fits(_ own: ProductID, _ wanted: ProductID, release: String?) -> Bool {
    guard own.slot >= 0, own.slot == wanted.slot else { return false }
    if own.text == wanted.text { return true }
    // Most ids name no release, and looking for the sign by bytes is cheap.
    guard own.text.utf8.contains(UInt8(ascii: "@")), let named = own.release else { return true }
    return named == (wanted.release ?? release)
  }

  package static func fits(_ own: [ProductID], _ wanted: ProductID, release: String?) -> Bool {
    for product in own where fits(product, wanted, release: release) { return true }
    return false
  }

  /// Whether one of `wanted` is among what a key is filed under.
  package static func fits(_ own: [ProductID], anyOf wanted: [ProductID], release: String?) -> Bool
  {
    for product in wanted where fits(own, product, release: release) { return true }
    return false
  }
}
