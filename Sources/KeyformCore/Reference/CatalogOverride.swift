/// An entry of a repository's own `catalog/`, which extends or replaces the built-in catalogue.
package struct CatalogOverride: Hashable, Sendable {
  package let section: String
  /// Its id; a key is masked, as whoever wrote it may have taken a secret one.
  package let name: String
  /// Slugs of the products that it is about.
  package let products: [String]

  package init(section: String, name: String, products: [String]) {
    self.section = section
    self.name = name
    self.products = products
  }
}
