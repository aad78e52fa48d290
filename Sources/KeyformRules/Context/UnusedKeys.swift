internal import KeyformCore

/// Active keys of this project that nothing uses: no binding, no host, no directory, no other
/// project.
///
/// Where the repository has no bindings, keys may be used by what it does not describe; the same
/// holds of host keys where it has neither hosts nor directories.
enum UnusedKeys {
  /// Indexes into the inventory's keys, ascending.
  static func indexes(_ facts: LintContext) -> [Int] {
    let inventory = facts.inventory
    let hasBindings = inventory.bindings.count > 0
    let hasHosts = inventory.hosts.count + inventory.directories.count > 0
    guard hasBindings || hasHosts else { return [] }
    let references =
      inventory.hosts.entries.flatMap(\.value.hostKeys)
      + inventory.directories.entries.flatMap(\.value.hostKeys)
    let named = Set(references.lazy.filter { $0.project == nil }.map(\.name))
    let entries = inventory.keys.entries
    return entries.indices.filter { index in
      guard facts.bindingsOfKey.count(of: index) == 0 else { return false }
      let entry = entries[index]
      guard let kind = entry.value.keyKind, entry.value.state == .active,
        kind == .csvlk ? hasHosts : hasBindings, entry.value.sharedWith.isEmpty
      else { return false }
      return !named.contains(entry.name)
        && facts.crossProjectUses(of: KeyReference(name: entry.name)).isEmpty
    }
  }
}
