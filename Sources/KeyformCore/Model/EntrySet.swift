/// The entries of one kind in byte order of their names: both sides of a merge join.
package struct EntrySet<Value: Managed>: Sendable {
  package let entries: [Entry<Value>]

  /// Sorts unless the entries come in order. Names must be unique.
  package init(_ entries: [Entry<Value>]) {
    // A loop over indexes: generic sequences are not specialised across modules.
    var inOrder = true
    for index in entries.indices.dropFirst() where entries[index - 1].name >= entries[index].name {
      inOrder = false
      break
    }
    self.entries = inOrder ? entries : entries.sorted { $0.name < $1.name }
  }

  /// Of entries that are in byte order of their names already.
  package init(sorted entries: [Entry<Value>]) { self.entries = entries }

  package static var empty: EntrySet { EntrySet(sorted: []) }

  package var count: Int { entries.count }

  /// Position by name; nil where there is none. O(log n).
  package func index(of name: String) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].name == name ? low : nil
  }

  package subscript(name: String) -> Entry<Value>? { index(of: name).map { entries[$0] } }
}

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

  package func contains(_ address: Address) -> Bool {
    switch address.kind {
    case .key: keys.index(of: address.name) != nil
    case .deployment: deployments.index(of: address.name) != nil
    case .binding: bindings.index(of: address.name) != nil
    case .host: hosts.index(of: address.name) != nil
    case .directory: directories.index(of: address.name) != nil
    }
  }

  /// Names of one kind, in byte order.
  package func names(of kind: EntityKind) -> [String] {
    switch kind {
    case .key: keys.entries.map(\.name)
    case .deployment: deployments.entries.map(\.name)
    case .binding: bindings.entries.map(\.name)
    case .host: hosts.entries.map(\.name)
    case .directory: directories.entries.map(\.name)
    }
  }

  package var count: Int {
    keys.count + deployments.count + bindings.count + hosts.count + directories.count
  }
}

extension Inventory {
  /// Where an entry is written; nil where there is none.
  package func origin(of address: Address) -> Origin? {
    switch address.kind {
    case .key: keys[address.name]?.origin
    case .deployment: deployments[address.name]?.origin
    case .binding: bindings[address.name]?.origin
    case .host: hosts[address.name]?.origin
    case .directory: directories[address.name]?.origin
    }
  }
}
