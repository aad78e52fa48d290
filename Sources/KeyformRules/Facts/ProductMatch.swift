internal import KeyformCore

/// Whether a key is for what a deployment installs, as the target's view decides it.
enum ProductMatch {
  /// Whether a key that is filed under `own` is for `wanted` in `release`. A product without its
  /// edition is none: only host keys may name one, and they are for no deployment.
  static func fits(_ own: ProductID, _ wanted: ProductID, release: String?) -> Bool {
    guard own.slot >= 0, own.slot == wanted.slot else { return false }
    if own.text == wanted.text { return true }
    // Most ids name no release, and looking for the sign by bytes is cheap.
    guard own.text.utf8.contains(UInt8(ascii: "@")), let named = own.release else { return true }
    return named == (wanted.release ?? release)
  }

  static func fits(_ own: [ProductID], _ wanted: ProductID, release: String?) -> Bool {
    for product in own where fits(product, wanted, release: release) { return true }
    return false
  }

  /// Whether one of `wanted` is among what a key is filed under.
  static func fits(_ own: [ProductID], anyOf wanted: [ProductID], release: String?) -> Bool {
    for product in wanted where fits(own, product, release: release) { return true }
    return false
  }
}

extension Deployment {
  /// The editions in the medium: that of `os` unless `image` says otherwise.
  var imageEditions: [ProductID] {
    if !image.isEmpty { return image }
    return os.map { [$0] } ?? []
  }

  /// Whether every product it names is known; what is not is reported by rule ED001.
  var namesKnownProducts: Bool {
    guard let os, os.slot >= 0 else { return false }
    return image.allSatisfy { $0.slot >= 0 } && office.allSatisfy { $0.slot >= 0 }
  }
}
