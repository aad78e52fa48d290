internal import KeyformCore

/// Finds the rows that a plan touches: by their names where they are few, in one ordered scan of
/// the table where they are many.
struct TouchedRows<Mapping: RowMapping> {
  let database: any SQLDatabase
  let project: String
  /// Of the target's tables.
  var version = SQLSchema.version

  /// Looking a row up costs about as much as passing ten.
  private static var rowsPassedPerLookup: Int { 10 }
  private static var alwaysLookedUp: Int { 500 }

  /// Calls `body` with the place in `names` and the row, nil where there is none. `names` must be
  /// in byte order.
  func visit(
    _ names: [String],
    _ body: (Int, StoredRow<Mapping.Value>?) throws(TargetError) -> Void
  ) throws(TargetError) {
    if names.isEmpty { return }
    let isScanned = try isScanCheaper(for: names.count)
    try walk(isScanned ? .all : .named(names), names, body)
  }

  private func isScanCheaper(for count: Int) throws(TargetError) -> Bool {
    if count <= Self.alwaysLookedUp { return false }
    let number = database.dialect.function("count")
    let rows = try database.rows(
      "SELECT \(number)(*) FROM \(Mapping.table.name) WHERE project = $1", [project])
    guard try rows.next(), let total = rows.integer(0) else { return true }
    return total <= count * Self.rowsPassedPerLookup
  }

  private func walk(
    _ scope: EntityRows<Mapping>.Scope, _ names: [String],
    _ body: (Int, StoredRow<Mapping.Value>?) throws(TargetError) -> Void
  ) throws(TargetError) {
    var rows = try EntityRows(
      database, project: project, scope: scope, mapping: Mapping(project: project),
      version: version)
    var row = try next(&rows)
    for (index, name) in names.enumerated() {
      while let current = row, current.value.name < name { row = try next(&rows) }
      guard let current = row, current.value.name == name else {
        try body(index, nil)
        continue
      }
      try body(index, current)
      row = try next(&rows)
    }
  }

  /// Unmanaged rows that cannot be read are none that a plan was made from.
  private func next(
    _ rows: inout EntityRows<Mapping>
  ) throws(TargetError) -> StoredRow<Mapping.Value>? {
    project.isEmpty ? try rows.nextReadable { _ in } : try rows.next()
  }
}
