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
