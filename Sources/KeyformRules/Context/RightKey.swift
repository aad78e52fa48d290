internal import KeyformCore

/// The published key that is for a product, for messages that say what to bind instead.
enum RightKey {
  /// The repository's entry of the published key for `product`, where it has one that is filed
  /// under it.
  static func entry(
    _ kind: KeyKind, for product: ProductID, release: String?, _ context: LintContext
  ) -> Entry<ProductKey>? {
    guard let key = published(kind, for: product, release: release, context),
      let own = entry(of: key, context),
      ProductMatch.fits(own.value.products, product, release: release)
    else { return nil }
    return own
  }

  /// What to bind, as a sentence.
  static func advice(
    _ kind: KeyKind, for product: ProductID, release: String?, _ context: LintContext
  ) -> String {
    guard let key = published(kind, for: product, release: release, context) else {
      return "No \(kind.rawValue) is published for it; use a MAK or another edition."
    }
    if let own = entry(of: key, context) {
      return ProductMatch.fits(own.value.products, product, release: release)
        ? "Bind key `\(own.name)` instead."
        : "The right one is `\(own.name)`: add \(product.text) to its `products` and bind it."
    }
    return """
      The right one is \(key.value.reveal()): add a key of kind \(kind.rawValue) with \
      `products: [\(product.text)]` and bind it.
      """
  }

  private static func published(
    _ kind: KeyKind, for product: ProductID, release: String?, _ context: LintContext
  ) -> PublicKey? {
    context.catalog.publicKeys(kind: kind, product: product, release: product.release ?? release)
      .first
  }

  private static func entry(of key: PublicKey, _ context: LintContext) -> Entry<ProductKey>? {
    guard let own = context.values.first(withTail: key.value.tail).map({ context.keys[$0] }),
      own.value.publicValue == key.value
    else { return nil }
    return own
  }
}
