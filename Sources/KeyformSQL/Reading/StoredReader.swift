internal import KeyformCore

/// Reads what a plan for one project has to know: its rows, those of nobody, and what other
/// projects have to do with it.
struct StoredReader {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  let version: Int
  let progress: ProgressReport

  func read(digestKey: DigestKey) throws(TargetError) -> StoredInventory {
    var reader = InventoryReader(
      database, project: project, version: version, progress: progress)
    let own = try reader.read(digestKey: digestKey)
    // Nobody takes nothing over and shares nothing.
    if project.isEmpty { return own }
    let nobody = try readNobody(digestKey)
    let neighbours = NeighbourReader(database: database, project: project, version: version)
    return StoredInventory(
      inventory: own.inventory, materials: own.materials, digestKey: digestKey,
      nobody: nobody?.inventory ?? .empty, nobodysMaterials: nobody?.materials ?? [],
      neighbours: try neighbours.read(own.inventory, nobody?.inventory ?? .empty))
  }

  private func readNobody(_ digestKey: DigestKey) throws(TargetError) -> StoredInventory? {
    let conditions = SQLSchema.entities.map {
      "EXISTS (SELECT 1 FROM \($0.name) WHERE project = '')"
    }
    let rows = try database.rows(
      "SELECT 1 WHERE \(conditions.joined(separator: " OR "))", [])
    guard try rows.next() else { return nil }
    var reader = InventoryReader(database, project: "", version: version, progress: progress)
    return try reader.read(digestKey: digestKey)
  }
}
