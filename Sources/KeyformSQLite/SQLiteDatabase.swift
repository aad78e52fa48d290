internal import CLibSQLite
package import KeyformCore
internal import KeyformSQL
package import KeyformSQLiteBinding

/// One open connection.
final class SQLiteDatabase: SQLDatabase {
  private let connection: SQLiteConnection
  /// By the text as the caller has it.
  private var statements: [String: SQLiteStatement] = [:]

  init(_ connection: SQLiteConnection) { self.connection = connection }

  var dialect: SQLDialect { .sqlite }

  var facts = TableFacts()

  func role() throws(TargetError) -> String? { nil }

  func execute(_ sql: String) throws(TargetError) {
    do {
      try connection.execute(sql)
    } catch {
      throw error.meaning
    }
  }

  func rows(_ sql: String, _ values: [String]) throws(TargetError) -> any SQLRows {
    let statement = try statement(sql)
    for (index, value) in values.enumerated() { statement.bind(value, at: index + 1) }
    return SQLiteRows(statement)
  }

  func prepare(_ sql: String) throws(TargetError) -> any SQLStatement { try statement(sql) }

  func prepare(_ write: TableWrite) throws(TargetError) -> any SQLStatement {
    try statement(write.sql)
  }

  private func statement(_ sql: String) throws(TargetError) -> SQLiteStatement {
    if let statement = statements[sql] {
      statement.reset()
      return statement
    }
    // SQLite takes `$1` for a name and numbers names by first appearance; `?1` is a number.
    let numbered = String(sql.map { $0 == "$" ? "?" : $0 })
    let prepared: SQLiteStatement?
    do {
      prepared = try connection.prepare(numbered).statement
    } catch {
      throw error.meaning
    }
    guard let prepared else { throw .failed("there is no statement") }
    statements[sql] = prepared
    return prepared
  }
}

extension SQLiteStatement: SQLStatement {
  package func run() throws(TargetError) {
    do {
      _ = try step()
    } catch {
      throw error.meaning
    }
    reset()
  }
}

/// The rows of a query, read from SQLite's own memory.
private final class SQLiteRows: SQLRows {
  private let statement: SQLiteStatement

  init(_ statement: SQLiteStatement) { self.statement = statement }

  deinit { statement.reset() }

  func next() throws(TargetError) -> Bool {
    do {
      return try statement.step()
    } catch {
      throw error.meaning
    }
  }

  func isNull(_ column: Int) -> Bool { statement.type(column) == SQLITE_NULL }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? { statement.bytes(column) }

  func integer(_ column: Int) -> Int? {
    statement.type(column) == SQLITE_INTEGER ? statement.integer(column) : nil
  }
}
