internal import KeyformCore

/// The key of each binding, as an index into the inventory's keys followed by `imported`.
struct BindingTargets: Sendable {
  /// By binding; -1 where the key is not known.
  let keys: [Int32]
  /// Keys of other projects that bindings refer to.
  let imported: [Entry<ProductKey>]

  init(_ state: DesiredState) {
    let own = state.inventory.keys.entries
    var imported: [Entry<ProductKey>] = []
    var places: [KeyReference: Int32] = [:]
    var lookup = NameLookup(own.map { $0.value.name }).cursor()
    keys = state.inventory.bindings.entries.map { entry in
      let reference = entry.value.key
      guard let project = reference.project else { return lookup.index(of: reference.name) }
      if let place = places[reference] { return place }
      guard let found = state.imported[project]?[reference.name] else { return -1 }
      let place = Int32(own.count + imported.count)
      places[reference] = place
      imported.append(found)
      return place
    }
    self.imported = imported
  }
}
