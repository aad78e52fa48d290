internal import KeyformCore

/// Reads all rows of a project.
struct InventoryReader: MappingVisitor {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  let version: Int
  let progress: ProgressReport
  private(set) var inventory = Inventory.empty
  private(set) var materials: [KeyMaterial?] = []
  private(set) var done = 0
  private(set) var unreadable: [UnreadableRow] = []

  mutating func read(digestKey: DigestKey?) throws(TargetError) -> StoredInventory {
    try EntityKind.visitAll(&self)
    return StoredInventory(
      inventory: inventory, materials: materials, digestKey: digestKey, unreadable: unreadable)
  }

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
    var rows = try EntityRows<Mapping>(database, project: project, version: version)
    var entries: [Entry<Mapping.Value>] = []
    var last = ""
    while let row = try rows.next(unreadable: { unreadable.append($0) }) {
      if Mapping.kind == .key { materials.append(row.material) }
      let name = row.value.name
      guard last < name else {
        throw .damaged(row: Mapping.table.name, problem: "the names do not come in byte order")
      }
      last = name
      entries.append(Entry(row.value, origin: .none))
      done += 1
      if done % 1_000 == 0 {
        progress("rows read", done)
        if progress.isCancelled { throw .interrupted }
      }
    }
    inventory[Mapping.Value.self] = EntrySet(sorted: entries)
  }
}
