internal import KeyformCore

/// Reads all rows of a project.
struct InventoryReader: MappingVisitor {
  let database: any SQLDatabase
  let project: String
  let progress: ProgressReport
  private let version: Int
  private var inventory = Inventory.empty
  private var materials: [KeyMaterial?] = []
  private var done = 0
  private var unreadable: [UnreadableRow] = []

  /// `version` is that of the target's tables, which may be an older one.
  init(
    _ database: any SQLDatabase, project: String, version: Int, progress: ProgressReport
  ) {
    self.version = version
    self.database = database
    self.project = project
    self.progress = progress
  }

  mutating func read(digestKey: DigestKey?) throws(TargetError) -> StoredInventory {
    try EntityKind.visitAll(&self)
    return StoredInventory(
      inventory: inventory, materials: materials, digestKey: digestKey, unreadable: unreadable)
  }

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
    var rows = try EntityRows(
      database, project: project, mapping: Mapping(project: project), version: version)
    var entries: [Entry<Mapping.Value>] = []
    var last = ""
    while let row = try next(&rows) {
      if Mapping.kind == .key { materials.append(row.material) }
      let name = row.value.name
      guard last < name else {
        throw .damaged(
          row: Mapping.table.name, problem: "the names do not come in byte order")
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

  /// A row of a project that cannot be read ends the run. Unmanaged rows have nobody to fix them,
  /// and must not stop those who do not want them.
  private mutating func next<Mapping: RowMapping>(
    _ rows: inout EntityRows<Mapping>
  ) throws(TargetError) -> StoredRow<Mapping.Value>? {
    guard project.isEmpty else { return try rows.next() }
    return try rows.nextReadable { unreadable.append($0) }
  }
}
