internal import KeyformCore

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
