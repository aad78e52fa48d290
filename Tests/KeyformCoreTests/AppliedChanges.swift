import KeyformCore

/// What a target holds once changes are applied: every row that a change was planned from leaves,
/// then every row that it shall be comes.
enum AppliedChanges {
  struct Contradiction: Error {
    let change: String
  }

  static func applied(_ changes: [Change], to stored: Inventory) throws -> Inventory {
    var rows = try rows(of: stored)
    for change in changes {
      guard let before = change.before else { continue }
      guard rows.removeValue(forKey: before.address) != nil else {
        throw Contradiction(change: "\(change.address) has no row \(before.address)")
      }
    }
    for change in changes {
      guard let after = change.after else { continue }
      guard rows.updateValue(after, forKey: after.address) == nil else {
        throw Contradiction(change: "\(after.address) is there already")
      }
    }
    return inventory(rows.values)
  }

  private static func rows(of inventory: Inventory) throws -> [Address: Entity] {
    let entities =
      inventory.keys.entries.map(Entity.key) + inventory.deployments.entries.map(Entity.deployment)
      + inventory.bindings.entries.map(Entity.binding) + inventory.hosts.entries.map(Entity.host)
      + inventory.directories.entries.map(Entity.directory)
    return Dictionary(uniqueKeysWithValues: entities.map { ($0.address, $0) })
  }

  private static func inventory(_ entities: some Sequence<Entity>) -> Inventory {
    var keys: [Entry<ProductKey>] = []
    var deployments: [Entry<Deployment>] = []
    var bindings: [Entry<Binding>] = []
    var hosts: [Entry<KMSHost>] = []
    var directories: [Entry<Directory>] = []
    for entity in entities {
      switch entity {
      case .key(let entry): keys.append(Entry(stored: entry.value))
      case .deployment(let entry): deployments.append(Entry(stored: entry.value))
      case .binding(let entry): bindings.append(Entry(stored: entry.value))
      case .host(let entry): hosts.append(Entry(stored: entry.value))
      case .directory(let entry): directories.append(Entry(stored: entry.value))
      }
    }
    return Inventory(
      keys: EntrySet(keys), deployments: EntrySet(deployments), bindings: EntrySet(bindings),
      hosts: EntrySet(hosts), directories: EntrySet(directories))
  }
}
