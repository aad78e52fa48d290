internal import GRDB
internal import GRDBSQLite
internal import KeyformCore
internal import KeyformSQL

/// One open connection. Statements are made by GRDB and stepped here: a loop over every row through
/// GRDB's own rows takes a third longer.
final class SQLiteDatabase: SQLDatabase {
  private let database: Database
  /// By the text as the caller has it.
  private var statements: [String: SQLiteStatement] = [:]

  init(_ database: Database) { self.database = database }

  var dialect: SQLDialect { .sqlite }

  var facts = TableFacts()

  func role() throws(TargetError) -> String? { nil }

  func execute(_ sql: String) throws(TargetError) {
    do {
      try database.execute(sql: sql)
    } catch {
      throw SQLiteFailure.targetError(error)
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
    do {
      // SQLite takes `$1` for a name and numbers names by first appearance; `?1` is a number.
      let numbered = String(sql.map { $0 == "$" ? "?" : $0 })
      let statement = SQLiteStatement(try database.makeStatement(sql: numbered))
      statements[sql] = statement
      return statement
    } catch {
      throw SQLiteFailure.targetError(error)
    }
  }
}

/// A prepared statement. The pointer lives as long as GRDB's object: every use holds on to it, or
/// the optimiser frees it in the middle of a loop.
final class SQLiteStatement: SQLStatement {
  private let statement: Statement
  /// Good for as long as this object.
  let pointer: OpaquePointer

  init(_ statement: Statement) {
    self.statement = statement
    pointer = statement.sqliteStatement
  }

  /// The texts are copied by SQLite.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  func bind(_ text: String?, at parameter: Int) {
    _ = withExtendedLifetime(statement) {
      guard var text else { return sqlite3_bind_null(pointer, Int32(parameter)) }
      return text.withUTF8 { bind($0, at: parameter) }
    }
  }

  func bind(_ integer: Int?, at parameter: Int) {
    _ = withExtendedLifetime(statement) {
      if let integer {
        sqlite3_bind_int64(pointer, Int32(parameter), Int64(integer))
      } else {
        sqlite3_bind_null(pointer, Int32(parameter))
      }
    }
  }

  func bind(_ text: [UInt8], at parameter: Int) {
    _ = withExtendedLifetime(statement) {
      text.withUnsafeBufferPointer { bind($0, at: parameter) }
    }
  }

  private func bind(_ bytes: UnsafeBufferPointer<UInt8>, at parameter: Int) -> Int32 {
    // An empty buffer may have no address, which SQLite would take for NULL.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return sqlite3_bind_text(pointer, Int32(parameter), "", 0, Self.transient)
    }
    return sqlite3_bind_text64(
      pointer, Int32(parameter), UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
      sqlite3_uint64(bytes.count), Self.transient, UInt8(SQLITE_UTF8))
  }

  func run() throws(TargetError) {
    _ = try step()
    reset()
  }

  /// False after the last row.
  func step() throws(TargetError) -> Bool {
    let code = withExtendedLifetime(statement) { sqlite3_step(pointer) }
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = withExtendedLifetime(statement) {
        SQLiteFailure.targetError(code: code, connection: sqlite3_db_handle(pointer))
      }
      reset()
      throw error
    }
  }

  func reset() {
    _ = withExtendedLifetime(statement) { sqlite3_reset(pointer) }
  }
}
