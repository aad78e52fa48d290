/// An inventory with every reference between its entries resolved.
package final class ResolvedInventory: Sendable {
  package let inventory: Inventory
  package let catalog: ReferenceCatalog
  /// The inventory's keys, then those of other projects that bindings refer to. An index into the
  /// inventory is an index into this list.
  package let keys: [Entry<ProductKey>]
  /// By index into `keys`.
  package let bindingsOfKey: RowIndex
  package let bindingsOfDeployment: RowIndex
  private let others: [String: EntrySet<ProductKey>]
  /// Indexes into `keys` and the inventory's deployments, by binding; -1 where there is none.
  private let keyOfBinding: [Int32]
  private let deploymentOfBinding: [Int32]
  /// Places of keys of other projects.
  private let foreign: [KeyReference: Int]

  /// The keys that bindings lead to: one half of the work, independent of the other.
  package struct Keys: Sendable {
    fileprivate let indexes: [Int32]
    fileprivate let bindings: RowIndex
    /// Keys of other projects that bindings refer to.
    fileprivate let imported: [Entry<ProductKey>]

    /// `others` are the keys of other projects that are known, by project.
    package init(_ inventory: Inventory, _ others: [String: EntrySet<ProductKey>]) {
      let own = inventory.keys.entries
      var imported: [Entry<ProductKey>] = []
      var places: [KeyReference: Int32] = [:]
      var lookup = NameLookup(own.map { $0.value.name }).cursor()
      indexes = inventory.bindings.entries.map { entry in
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
      bindings = RowIndex(indexes, count: own.count + imported.count)
    }
  }

  /// The deployments that bindings lead to: the other half.
  package struct Deployments: Sendable {
    fileprivate let indexes: [Int32]
    fileprivate let bindings: RowIndex

    package init(_ inventory: Inventory) {
      var cursor = EntryCursor(inventory.deployments)
      indexes = inventory.bindings.entries.map { entry in
        cursor.index(of: entry.value.deployment).map(Int32.init) ?? -1
      }
      bindings = RowIndex(indexes, count: inventory.deployments.count)
    }
  }

  package init(
    _ inventory: Inventory, _ others: [String: EntrySet<ProductKey>], _ catalog: ReferenceCatalog,
    keys: Keys? = nil, deployments: Deployments? = nil
  ) {
    self.inventory = inventory
    self.others = others
    self.catalog = catalog
    let (keys, deployments) = (
      keys ?? Keys(inventory, others), deployments ?? Deployments(inventory)
    )
    let bindings = inventory.bindings.entries
    self.keys = inventory.keys.entries + keys.imported
    keyOfBinding = keys.indexes
    bindingsOfKey = keys.bindings
    deploymentOfBinding = deployments.indexes
    bindingsOfDeployment = deployments.bindings
    var foreign: [KeyReference: Int] = [:]
    for index in inventory.keys.count..<self.keys.count {
      guard let first = bindingsOfKey[index].first else { continue }
      foreign[bindings[Int(first)].value.key] = index
    }
    self.foreign = foreign
  }

  package func binding(_ index: Int32) -> Binding { inventory.bindings.entries[Int(index)].value }

  func deployment(_ index: Int) -> Deployment { inventory.deployments.entries[index].value }

  /// Place of the key in `keys`; nil where it is not known or no binding leads to it.
  package func keyIndex(ofBinding index: Int) -> Int? {
    let key = Int(keyOfBinding[index])
    return key < 0 ? nil : key
  }

  package func deploymentIndex(ofBinding index: Int) -> Int? {
    let deployment = Int(deploymentOfBinding[index])
    return deployment < 0 ? nil : deployment
  }

  /// Nil where it is not known.
  func key(ofBinding place: Int32) -> ProductKey? {
    keyIndex(ofBinding: Int(place)).map { keys[$0].value }
  }

  func deployment(ofBinding place: Int32) -> Deployment? {
    deploymentIndex(ofBinding: Int(place)).map(deployment)
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

/// Which items belong to which owner, in two flat arrays: items of owner `i` are
/// `items[starts[i]..<starts[i + 1]]`, ascending. Made by a counting sort.
package struct RowIndex: Sendable {
  private let starts: [Int32]
  private let items: [Int32]

  /// `owners` gives the owner of each item; a negative one, or one beyond `count`, is nobody.
  package init(_ owners: [Int32], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for owner in owners where owner >= 0 && Int(owner) < count { starts[Int(owner) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var items = [Int32](repeating: 0, count: Int(starts[count]))
    for (item, owner) in owners.enumerated() where owner >= 0 && Int(owner) < count {
      items[Int(next[Int(owner)])] = Int32(item)
      next[Int(owner)] += 1
    }
    self.starts = starts
    self.items = items
  }

  package subscript(owner: Int) -> ArraySlice<Int32> {
    items[Int(starts[owner])..<Int(starts[owner + 1])]
  }

  package func count(of owner: Int) -> Int { Int(starts[owner + 1] - starts[owner]) }
}
