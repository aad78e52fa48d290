internal import KeyformCore

/// Reads all rows of a project.
struct InventoryReader {
  let database: any SQLDatabase
  let project: String
  let progress: ProgressReport
  private var done = 0

  init(_ database: any SQLDatabase, project: String, progress: ProgressReport) {
    self.database = database
    self.project = project
    self.progress = progress
  }

  mutating func read(digestKey: DigestKey) throws(TargetError) -> StoredInventory {
    var materials: [KeyMaterial?] = []
    let keys = try read(KeyMapping.self) { materials.append($0.material) }
    let deployments = try read(DeploymentMapping.self)
    let bindings = try read(BindingMapping.self)
    let hosts = try read(HostMapping.self)
    let directories = try read(DirectoryMapping.self)
    // A set sorts what does not come in order; the materials would then stand beside others.
    guard zip(keys, keys.dropFirst()).allSatisfy({ $0.name < $1.name }) else {
      throw .damaged(row: "product_key", problem: "the names do not come in byte order")
    }
    let inventory = Inventory(
      keys: EntrySet(keys), deployments: EntrySet(deployments), bindings: EntrySet(bindings),
      hosts: EntrySet(hosts), directories: EntrySet(directories))
    return StoredInventory(inventory: inventory, materials: materials, digestKey: digestKey)
  }

  private mutating func read<Mapping: RowMapping>(
    _ mapping: Mapping.Type, each: (StoredRow<Mapping.Value>) -> Void = { _ in }
  ) throws(TargetError) -> [Entry<Mapping.Value>] {
    var rows = try EntityRows(
      database, project: project, mapping: Mapping(project: project))
    var entries: [Entry<Mapping.Value>] = []
    while let row = try rows.next() {
      each(row)
      entries.append(Entry(row.value, origin: .none))
      done += 1
      if done % 1_000 == 0 {
        progress("rows read", done)
        if progress.isCancelled { throw .interrupted }
      }
    }
    return entries
  }
}
