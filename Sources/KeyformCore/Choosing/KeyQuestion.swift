/// What `keyform which` is asked: the product that a deployment installs, and the key's purpose.
package struct KeyQuestion: Hashable, Sendable {
  /// An edition of the catalogue, without a release behind its `@`.
  package let product: ProductID
  /// Nil: any.
  package let release: String?
  /// Nil: any.
  package let architecture: Architecture?
  /// At least one.
  package let use: KeyUse

  package init(product: ProductID, release: String?, architecture: Architecture?, use: KeyUse) {
    self.product = product
    self.release = release
    self.architecture = architecture
    self.use = use
  }
}
