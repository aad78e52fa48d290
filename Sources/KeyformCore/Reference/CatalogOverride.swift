/// An entry of a repository's own `catalog/`, which extends or replaces the built-in catalogue.
package struct CatalogOverride: Hashable, Sendable {
  package let section: String
  /// Its id; a key is masked, as whoever wrote it may have taken a secret one.
  package let name: String
  /// Slugs of the products that it is about.
  package let products: [String]
  package let origin: EntryOrigin

  package init(section: String, name: String, products: [String], origin: EntryOrigin = .none) {
    self.section = section
    self.name = name
    self.products = products
    self.origin = origin
  }

  /// The same, where its files come behind `count` others.
  package func behind(files count: Int) -> CatalogOverride {
    CatalogOverride(
      section: section, name: name, products: products,
      origin: EntryOrigin(
        file: origin.file + Int32(count), line: origin.line, column: origin.column))
  }
}

/// A repository's own catalogue, beside the products that its entries name.
package struct OwnCatalog: Sendable {
  /// By place.
  package let overrides: [CatalogOverride]
  /// Slugs of the products that entries of any target's set name.
  package let productsInUse: Set<String>

  package init(overrides: [CatalogOverride], productsInUse: Set<String>) {
    self.overrides = overrides
    self.productsInUse = productsInUse
  }

  package static let none = OwnCatalog(overrides: [], productsInUse: [])
}
