internal import KeyformCore

/// Finds out whose rows a target holds. A list's rows have the owner of the row they belong to.
struct OwnerReader: MappingVisitor {
  private let database: any SQLDatabase
  private var found = Set<String>()

  init(database: any SQLDatabase) { self.database = database }

  /// In byte order, each once.
  func projects() throws(TargetError) -> [String] {
    var reader = self
    try EntityKind.visitAll(&reader)
    return reader.found.sorted()
  }

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
    let rows = try database.rows("SELECT DISTINCT project FROM \(Mapping.table.name)", [])
    while try rows.next() { found.insert(rows.text(0) ?? "") }
  }
}
