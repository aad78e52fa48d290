internal import KeyformCore

/// Finds out whose rows a target holds.
struct OwnerReader {
  let database: any SQLDatabase

  /// In byte order, each once.
  func projects() throws(TargetError) -> [String] {
    var projects = Set<String>()
    for table in EntityKind.tables {
      let rows = try database.rows("SELECT DISTINCT project FROM \(table.name)", [])
      while try rows.next() { projects.insert(rows.text(0) ?? "") }
    }
    return projects.sorted()
  }
}
