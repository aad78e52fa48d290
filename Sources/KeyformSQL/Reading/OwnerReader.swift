internal import KeyformCore

/// Finds out whose rows a target holds.
struct OwnerReader {
  let database: any SQLDatabase

  /// The tables of the managed kinds. A list's rows have the owner of the row they belong to.
  private static let tables = [
    KeyMapping.table, DeploymentMapping.table, BindingMapping.table, HostMapping.table,
    DirectoryMapping.table,
  ]

  /// In byte order, each once.
  func projects() throws(TargetError) -> [String] {
    var projects = Set<String>()
    for table in Self.tables {
      let rows = try database.rows("SELECT DISTINCT project FROM \(table.name)", [])
      while try rows.next() { projects.insert(rows.text(0) ?? "") }
    }
    return projects.sorted()
  }
}
