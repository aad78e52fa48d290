extension StoredInventory {
  /// Whether two readings of one target gave the same rows, values, neighbours and memory: what was judged
  /// of the one holds for the other.
  package func isSame(as other: StoredInventory) -> Bool {
    inventory.isSame(as: other.inventory) && materials == other.materials
      && nobody.isSame(as: other.nobody) && unmanagedMaterials == other.unmanagedMaterials
      && neighbours.isSame(as: other.neighbours) && catalog == other.catalog
      && unreadable == other.unreadable && memory == other.memory
  }
}

extension Inventory {
  fileprivate func isSame(as other: Inventory) -> Bool {
    keys.isSame(as: other.keys) && deployments.isSame(as: other.deployments)
      && bindings.isSame(as: other.bindings) && hosts.isSame(as: other.hosts)
      && directories.isSame(as: other.directories)
  }
}

extension OtherProjects {
  fileprivate func isSame(as other: OtherProjects) -> Bool {
    guard uses == other.uses, keys.count == other.keys.count else { return false }
    return keys.allSatisfy { project, keys in
      other.keys[project].map { keys.isSame(as: $0) } ?? false
    }
  }
}

extension EntrySet {
  fileprivate func isSame(as other: EntrySet) -> Bool {
    entries.elementsEqual(other.entries) { $0.value == $1.value }
  }
}
