internal import KeyformCore
internal import KeyformSQL

/// A statement that runs at once, row by row.
final class PostgresStatement: SQLStatement {
  private let database: PostgresDatabase
  private let sql: String
  private var values: [String?] = []

  init(_ database: PostgresDatabase, _ sql: String) {
    self.database = database
    self.sql = sql
  }

  func bind(_ text: String?, at parameter: Int) {
    while values.count < parameter { values.append(nil) }
    values[parameter - 1] = text
  }

  func run() throws(TargetError) { try database.run(sql, values) }
}
