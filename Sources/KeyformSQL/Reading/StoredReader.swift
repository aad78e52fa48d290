internal import KeyformCore

/// Reads what a plan for one project has to know: its rows, unmanaged ones, and what other
/// projects have to do with it.
struct StoredReader {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables, which may be an older one.
  let version: Int
  let progress: ProgressReport

  func read(
    digestKey: DigestKey?, condition: TargetCondition
  ) throws(TargetError) -> StoredInventory {
    let own = try rows(of: project, digestKey)
    // Nobody takes nothing over and shares nothing.
    let company = project.isEmpty ? (unmanaged: false, others: false) : try company()
    let unmanaged = company.unmanaged ? try rows(of: "", digestKey) : .empty
    let refersAway = !own.inventory.foreignKeys.isEmpty
    let isAlone = !company.others && unmanaged.inventory.keys.count == 0 && !refersAway
    let neighbours = NeighbourReader(database: database, project: project, version: version)
    let end = try JournalEnd(database, project: project, version: version)
    let memory = MemoryReader(database: database, project: project, version: version)
    return StoredInventory(
      inventory: own.inventory, materials: own.materials, digestKey: digestKey,
      unmanaged: unmanaged.inventory, unmanagedMaterials: unmanaged.materials,
      neighbours: isAlone ? .none : try neighbours.read(own.inventory, unmanaged.inventory),
      condition: condition, catalog: end.catalog, memory: try memory.readForPlan(end),
      unreadable: own.unreadable + unmanaged.unreadable)
  }

  private func rows(
    of owner: String, _ digestKey: DigestKey?
  ) throws(TargetError) -> StoredInventory {
    var reader = InventoryReader(
      database: database, project: owner, version: version, progress: progress)
    return try reader.read(digestKey: digestKey)
  }

  /// Who else is in the target: whether there are unmanaged rows, and whether another project shares a
  /// key or uses one of ours. One question, as each costs a connection that is new its own plan.
  private func company() throws(TargetError) -> (unmanaged: Bool, others: Bool) {
    let unmanaged = EntityKind.tables.map {
      "EXISTS (SELECT 1 FROM \($0.name) WHERE project = '')"
    }
    let uses = [SQLSchema.binding, SQLSchema.kmsHostKey, SQLSchema.directoryKey].map {
      "EXISTS (SELECT 1 FROM \($0.name) WHERE key_project = $1 AND key_project <> project)"
    }
    let shared =
      "EXISTS (SELECT 1 FROM product_key WHERE shared_with IS NOT NULL AND project <> $1)"
    let rows = try database.rows(
      """
      SELECT CASE WHEN \(unmanaged.joined(separator: " OR ")) THEN 1 ELSE 0 END, \
      CASE WHEN \(([shared] + uses).joined(separator: " OR ")) THEN 1 ELSE 0 END
      """, [project])
    guard try rows.next() else { return (true, true) }
    return (rows.integer(0) != 0, rows.integer(1) != 0)
  }
}
