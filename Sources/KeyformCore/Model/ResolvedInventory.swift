/// An inventory with every reference between its entries resolved.
struct ResolvedInventory {
  let inventory: Inventory
  let catalog: ReferenceCatalog
  /// The inventory's keys, then those of other projects that bindings refer to.
  let keys: [Entry<ProductKey>]
  let bindingsOfKey: Grouping
  let bindingsOfDeployment: Grouping
  private let others: [String: EntrySet<ProductKey>]
  private let keyOfBinding: [Int32]
  private let deploymentOfBinding: [Int32]
  /// Places of keys of other projects.
  private let foreign: [KeyReference: Int]

  init(
    _ inventory: Inventory, _ others: [String: EntrySet<ProductKey>], _ catalog: ReferenceCatalog
  ) {
    self.inventory = inventory
    self.others = others
    self.catalog = catalog
    let bindings = inventory.bindings.entries
    let targets = BindingTargets(inventory, others)
    keys = inventory.keys.entries + targets.imported
    keyOfBinding = targets.keys
    bindingsOfKey = Grouping(targets.keys, count: keys.count)
    var deployments = EntryCursor(inventory.deployments)
    deploymentOfBinding = bindings.map { entry in
      deployments.index(of: entry.value.deployment).map(Int32.init) ?? -1
    }
    bindingsOfDeployment = Grouping(deploymentOfBinding, count: inventory.deployments.count)
    var foreign: [KeyReference: Int] = [:]
    for index in inventory.keys.count..<keys.count {
      guard let first = bindingsOfKey[index].first else { continue }
      foreign[bindings[Int(first)].value.key] = index
    }
    self.foreign = foreign
  }

  func binding(_ index: Int32) -> Binding { inventory.bindings.entries[Int(index)].value }

  func deployment(_ index: Int) -> Deployment { inventory.deployments.entries[index].value }

  /// Place of the key in `keys`; nil where it is not known or no binding leads to it.
  func keyIndex(ofBinding index: Int) -> Int? {
    let key = Int(keyOfBinding[index])
    return key < 0 ? nil : key
  }

  func deploymentIndex(ofBinding index: Int) -> Int? {
    let deployment = Int(deploymentOfBinding[index])
    return deployment < 0 ? nil : deployment
  }

  /// Of a key of another project that bindings refer to.
  func foreignIndex(_ reference: KeyReference) -> Int? { foreign[reference] }

  /// How this project refers to a key.
  func reference(ofKey index: Int) -> KeyReference {
    if index < inventory.keys.count { return KeyReference(name: keys[index].name) }
    return bindingsOfKey[index].first.map { binding($0).key } ?? KeyReference(name: "")
  }

  /// Any key that is known, whether or not something refers to it.
  func key(_ reference: KeyReference) -> ProductKey? {
    guard let project = reference.project else { return inventory.keys[reference.name]?.value }
    return others[project]?[reference.name]?.value
  }
}

/// Finds entries by name, most quickly one after the other in their order.
struct EntryCursor<Value: Managed> {
  private let set: EntrySet<Value>
  private var last = -1

  init(_ set: EntrySet<Value>) { self.set = set }

  mutating func index(of name: String) -> Int? {
    if last >= 0, set.entries[last].name == name { return last }
    if last + 1 < set.count, set.entries[last + 1].name == name {
      last += 1
      return last
    }
    guard let found = set.index(of: name) else { return nil }
    last = found
    return found
  }
}
