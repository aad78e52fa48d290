internal import KeyformCore

/// The changes that give stored rows other names, made without asking how a plan finds them.
struct RenamedChanges {
  private let digester: RowDigester
  private let formerNames: [String: String]
  private(set) var changes: [Change] = []

  /// `moves` gives new names by old ones, the same for every kind.
  init(_ stored: StoredInventory, _ desired: Inventory, _ moves: [String: String]) {
    digester = RowDigester(key: stored.digestKey ?? .random())
    formerNames = Dictionary(uniqueKeysWithValues: moves.map { ($1, $0) })
    let materials = stored.materials
    add(stored.inventory.keys, desired.keys, Entity.key) { materials[$0] }
    add(stored.inventory.deployments, desired.deployments, Entity.deployment)
    add(stored.inventory.bindings, desired.bindings, Entity.binding)
    add(stored.inventory.hosts, desired.hosts, Entity.host)
    add(stored.inventory.directories, desired.directories, Entity.directory)
  }

  private mutating func add<Value: Managed>(
    _ stored: EntrySet<Value>, _ desired: EntrySet<Value>, _ entity: (Entry<Value>) -> Entity,
    material: (Int) -> KeyMaterial? = { _ in nil }
  ) {
    var kept = Set<Int>()
    let moving = Set(formerNames.values)
    for entry in desired.entries {
      let former = formerNames[entry.name] ?? (moving.contains(entry.name) ? nil : entry.name)
      guard let index = former.flatMap({ stored.index(of: $0) }) else {
        changes.append(Change(.create(entity(entry))))
        continue
      }
      kept.insert(index)
      let row = stored.entries[index]
      guard row.value != entry.value else { continue }
      changes.append(
        Change(.update(from: entity(row), to: entity(entry)), base: digest(row, material(index))))
    }
    for (index, row) in stored.entries.enumerated() where !kept.contains(index) {
      changes.append(Change(.delete(entity(row)), base: digest(row, material(index))))
    }
  }

  private func digest<Value: Managed>(_ row: Entry<Value>, _ key: KeyMaterial?) -> RowDigest {
    digester.digest(of: row.value, material: key)
  }
}
