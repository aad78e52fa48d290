/// A set of entities: one type for the desired state and for what a target holds.
package struct Inventory: Sendable {
  package var keys: EntrySet<ProductKey>
  package var deployments: EntrySet<Deployment>
  package var bindings: EntrySet<Binding>
  package var hosts: EntrySet<KMSHost>
  package var directories: EntrySet<Directory>

  package init(
    keys: EntrySet<ProductKey> = .empty, deployments: EntrySet<Deployment> = .empty,
    bindings: EntrySet<Binding> = .empty, hosts: EntrySet<KMSHost> = .empty,
    directories: EntrySet<Directory> = .empty
  ) {
    self.keys = keys
    self.deployments = deployments
    self.bindings = bindings
    self.hosts = hosts
    self.directories = directories
  }

  package static let empty = Inventory()

  /// The entries of a kind, by the type of its values.
  package subscript<Value: Managed>(_ type: Value.Type) -> EntrySet<Value> {
    get { self[keyPath: Value.entries] }
    set { self[keyPath: Value.entries] = newValue }
  }

  package subscript(address: Address) -> Entity? {
    var lookup = AddressLookup(inventory: self, name: address.name)
    address.kind.visit(&lookup)
    return lookup.found
  }

  package func contains(_ address: Address) -> Bool { self[address] != nil }

  /// Where an entry is written; nil where there is none.
  package func origin(of address: Address) -> EntryOrigin? { self[address]?.origin }

  package func count(of kind: EntityKind) -> Int {
    func count<Value: Managed>(_ type: Value.Type) -> Int { self[type].count }
    return count(kind.type)
  }

  package var count: Int { EntityKind.allCases.reduce(0) { $0 + count(of: $1) } }

  /// `2 keys, 1 deployment`: the kinds that are there.
  package var counts: String {
    EntityKind.allCases.map { ($0, count(of: $0)) }.filter { $1 > 0 }
      .map { "\($1) \($1 == 1 ? $0.rawValue : $0.section)" }.joined(separator: ", ")
  }

  /// The rows of one kind, by name.
  package func entities(of kind: EntityKind) -> [Entity] {
    func entities<Value: Managed>(_ type: Value.Type) -> [Entity] {
      self[type].entries.map(Value.entity)
    }
    return entities(kind.type)
  }

  /// In byte order.
  package func names(of kind: EntityKind) -> [String] { entities(of: kind).map(\.name) }

  /// Every row, by kind and name.
  package var entities: [Entity] { EntityKind.allCases.flatMap(entities(of:)) }

  /// The keys of other projects that entries name, by kind and name.
  package var foreignKeys: [KeyReference] {
    var list = ForeignKeyList(inventory: self)
    EntityKind.visitAll(&list)
    return list.keys
  }

  /// The same with other names of the keys that entries name.
  package func changingKeys(_ change: (KeyReference) -> KeyReference) -> Inventory {
    var inventory = self
    func rename<Value: Managed>(_ type: Value.Type) {
      inventory[type] = inventory[type].mapping { $0.changeKeys(change) }
    }
    for kind in EntityKind.allCases { rename(kind.type) }
    return inventory
  }

  func isSame(as other: Inventory) -> Bool {
    var comparison = InventoryComparison(one: self, other: other)
    EntityKind.visitAll(&comparison)
    return comparison.isSame
  }
}

private struct AddressLookup: KindVisitor {
  let inventory: Inventory
  let name: String
  var found: Entity?

  mutating func visit<Value: Managed>(_ type: Value.Type) {
    found = inventory[type][name].map(Value.entity)
  }
}

private struct ForeignKeyList: KindVisitor {
  let inventory: Inventory
  var keys: [KeyReference] = []

  mutating func visit<Value: Managed>(_ type: Value.Type) {
    for entry in inventory[type].entries {
      entry.value.forEachKey { if $1.project != nil { keys.append($1) } }
    }
  }
}

private struct InventoryComparison: KindVisitor {
  let one: Inventory
  let other: Inventory
  var isSame = true

  mutating func visit<Value: Managed>(_ type: Value.Type) {
    isSame = isSame && one[type].isSame(as: other[type])
  }
}
