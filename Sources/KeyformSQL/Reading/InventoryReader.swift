internal import KeyformCore

/// Reads all rows of a project.
struct InventoryReader {
  let database: any SQLDatabase
  let project: String
  let progress: ProgressReport
  private let version: Int
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
    var materials: [KeyMaterial?] = []
    let keys = try read(KeyMapping.self) { materials.append($0.material) }
    let deployments = try read(DeploymentMapping.self)
    let bindings = try read(BindingMapping.self)
    let hosts = try read(HostMapping.self)
    let directories = try read(DirectoryMapping.self)
    let inventory = Inventory(
      keys: EntrySet(sorted: keys), deployments: EntrySet(sorted: deployments),
      bindings: EntrySet(sorted: bindings), hosts: EntrySet(sorted: hosts),
      directories: EntrySet(sorted: directories))
    return StoredInventory(
      inventory: inventory, materials: materials, digestKey: digestKey, unreadable: unreadable)
  }

  private mutating func read<Mapping: RowMapping>(
    _ mapping: Mapping.Type, each: (StoredRow<Mapping.Value>) -> Void = { _ in }
  ) throws(TargetError) -> [Entry<Mapping.Value>] {
    var rows = try EntityRows(
      database, project: project, mapping: Mapping(project: project), version: version)
    var entries: [Entry<Mapping.Value>] = []
    var last = ""
    while let row = try next(&rows) {
      each(row)
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
    return entries
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
