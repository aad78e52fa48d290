package import KeyformCore

/// Where an import says that the values of secret keys are.
package enum SecretPlaces: String, CaseIterable, Sendable {
  /// In environment variables named after the keys.
  case env
  /// In files below `secrets/`, one a key.
  case file
  /// Nowhere: a key that needs a place is a reason to stop.
  case refuse
}

/// The keys of a target as entries of files: tail and check value of the stored value, and a place
/// that the value shall be read from. The value itself never goes along.
package enum StoredKeys {
  package static func entries(
    of stored: StoredInventory, places: SecretPlaces
  ) -> EntrySet<ProductKey> {
    var names = VariableNames()
    let entries = stored.inventory.keys.entries.enumerated().map { index, entry in
      guard entry.value.isSecret, let material = stored.materials[index] else { return entry }
      let identity = KeyIdentity(of: material)
      var key = entry.value
      key.tail = identity.tail
      key.check = identity.check
      let secret: SecretReference? =
        switch places {
        case .env: .environment(names.next(for: key.name))
        case .file: .file("secrets/\(key.name)")
        case .refuse: nil
        }
      return Entry(key, origin: .none, secret: secret)
    }
    return EntrySet(sorted: entries)
  }
}

/// Names of environment variables made from names of keys, each once.
private struct VariableNames {
  private var used = Set<String>()

  mutating func next(for key: String) -> String {
    var base = String(
      String.UnicodeScalarView(
        key.uppercased().unicodeScalars.map { Self.isAllowed($0) ? $0 : "_" }))
    if base.first?.isNumber ?? true { base = "KEY_" + base }
    // PATH and HOME are taken.
    if !base.contains("_") { base += "_KEY" }
    var name = base
    var number = 2
    while !used.insert(name).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }

  private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
    ("A"..."Z").contains(character) || ("0"..."9").contains(character) || character == "_"
  }
}
