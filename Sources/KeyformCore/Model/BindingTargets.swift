/// The key of each binding, as an index into the inventory's keys followed by `imported`.
package struct BindingTargets: Sendable {
  /// By binding; -1 where the key is not known.
  package let keys: [Int32]
  /// Keys of other projects that bindings refer to.
  package let imported: [Entry<ProductKey>]

  /// `others` are the keys of other projects that are known, by project.
  package init(_ inventory: Inventory, _ others: [String: EntrySet<ProductKey>]) {
    let own = inventory.keys.entries
    var imported: [Entry<ProductKey>] = []
    var places: [KeyReference: Int32] = [:]
    var lookup = NameLookup(own.map { $0.value.name }).cursor()
    keys = inventory.bindings.entries.map { entry in
      let reference = entry.value.key
      guard let project = reference.project else { return lookup.index(of: reference.name) }
      if let place = places[reference] { return place }
      guard let found = others[project]?[reference.name] else { return -1 }
      let place = Int32(own.count + imported.count)
      places[reference] = place
      imported.append(found)
      return place
    }
    self.imported = imported
  }
}
