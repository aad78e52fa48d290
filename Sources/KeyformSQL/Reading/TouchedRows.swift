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
    var rows = try EntityRows<Mapping>(
      database, project: project, named: isScanCheaper(for: names.count) ? nil : names,
      version: version)
    // Unmanaged rows that cannot be read are none that a plan was made from.
    var row = try rows.next()
    for (index, name) in names.enumerated() {
      while let current = row, current.value.name < name { row = try rows.next() }
      guard let current = row, current.value.name == name else {
        try body(index, nil)
        continue
      }
      try body(index, current)
      row = try rows.next()
    }
  }

  private func isScanCheaper(for count: Int) throws(TargetError) -> Bool {
    if count <= Self.alwaysLookedUp { return false }
    let number = database.dialect.function("count")
    let rows = try database.rows(
      "SELECT \(number)(*) FROM \(Mapping.table.name) WHERE project = $1", [project])
    guard try rows.next(), let total = rows.integer(0) else { return true }
    return total <= count * Self.rowsPassedPerLookup
  }
}
