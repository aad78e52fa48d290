internal import KeyformCore
internal import KeyformSQL

/// Rows that go to the server as one array for each column, and into the table by one statement.
final class ArrayRows: SQLStatement, PendingRows {
  private let database: PostgresDatabase
  private let table: String
  private let sql: String
  private let isCareful: Bool
  private var columns: [ArrayLiteral]

  private static let size = 1_000_000

  init(_ database: PostgresDatabase, _ write: TableWrite, isCareful: Bool) {
    self.database = database
    self.isCareful = isCareful
    table = write.table.name
    columns = write.columns.map { _ in ArrayLiteral() }
    sql = Self.statement(write)
  }

  func bind(_ text: String?, at parameter: Int) {
    if let text {
      columns[parameter - 1].append(text.utf8)
    } else {
      columns[parameter - 1].appendNull()
    }
  }

  func bind(_ text: [UInt8], at parameter: Int) { columns[parameter - 1].append(text) }

  func run() throws(TargetError) {
    try database.collect(self)
    if isCareful || columns.reduce(0, { $0 + $1.size }) > Self.size { try flush() }
  }

  func flush() throws(TargetError) {
    guard columns.contains(where: { !$0.isEmpty }) else { return }
    let values = columns.map(\.text)
    for index in columns.indices { columns[index] = ArrayLiteral() }
    try database.write(to: table) { connection throws(PostgresFailure) in
      try connection.run(sql, values)
    }
  }

  private static func statement(_ write: TableWrite) -> String {
    let columns = write.columns
    let arrays = columns.enumerated().map { index, column in
      switch column.kind {
      case .text: "pg_catalog.unnest($\(index + 1)::pg_catalog.text[])"
      case .integer: "pg_catalog.unnest($\(index + 1)::bigint[])"
      }
    }.joined(separator: ", ")
    let names = columns.indices.map { "p\($0 + 1)" }.joined(separator: ", ")
    let rows = "ROWS FROM (\(arrays)) AS v (\(names))"
    let table = write.table
    let pairs = columns.enumerated().map { ($1.name, "v.p\($0 + 1)") }
    func condition(_ count: Int) -> String {
      pairs.prefix(count).map { "\(table.name).\($0) = \($1)" }.joined(separator: " AND ")
    }
    switch write.action {
    case .insert, .put:
      return """
        INSERT INTO \(table.name) (\(columns.map(\.name).joined(separator: ", "))) \
        SELECT \(names) FROM \(rows)\(table.onConflict)
        """
    case .update, .reveal:
      let set = columns.indices.dropFirst(table.keyLength)
        .filter { write.action == .reveal || !columns[$0].isWithheld }
        .map { "\(pairs[$0].0) = \(pairs[$0].1)" }
      return """
        UPDATE \(table.name) SET \(set.joined(separator: ", ")) FROM \(rows) \
        WHERE \(condition(table.keyLength))
        """
    case .delete(let count):
      return "DELETE FROM \(table.name) USING \(rows) WHERE \(condition(count))"
    }
  }
}
