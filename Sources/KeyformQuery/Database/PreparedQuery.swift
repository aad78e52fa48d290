internal import CLibSQLite
internal import KeyformSQLiteBinding

/// One query, ready to run once.
package final class PreparedQuery {
  package let columns: [String]
  package let reads: QueryReads
  private let database: QueryDatabase
  private let statement: SQLiteStatement
  private var rows = 0
  /// Bytes of the values handed out, which whoever asks most likely keeps.
  private var taken = 0

  /// Throws unless `sql` is exactly one query that reads what there is.
  package init(_ sql: String, on database: QueryDatabase) throws(QueryProblem) {
    let failure = QueryFailure(sql, database)
    guard sql.utf8.count <= QueryLimits.sqlLength else {
      throw QueryProblem(.refused, "it is longer than \(QueryLimits.sqlLength) bytes", "Split it.")
    }
    database.watcher.begin()
    let prepared: SQLiteStatement?
    let end: Int
    do {
      (prepared, end) = try database.connection.prepare(sql)
    } catch {
      throw failure.preparing()
    }
    guard let prepared else {
      throw QueryProblem(.statements, "there is no query", "Write one SELECT.")
    }
    let reads = database.watcher.reads
    let count = sqlite3_column_count(prepared.pointer)
    guard count > 0, sqlite3_stmt_readonly(prepared.pointer) != 0 else {
      throw QueryProblem(.refused, "it is no SELECT", "Write one SELECT; nothing else is run.")
    }
    guard let rest = try? database.connection.prepare(sql, from: end), rest.statement == nil else {
      throw QueryProblem(
        .statements, "it holds several statements", "Write one SELECT; a file is one query.",
        offset: failure.start(of: end))
    }
    self.database = database
    statement = prepared
    self.reads = reads
    columns = (0..<count).map { column in
      sqlite3_column_name(prepared.pointer, column).map { String(cString: $0) } ?? ""
    }
    database.watcher.begin()
  }

  /// Steps to the next row; false behind the last.
  package func next() throws(QueryProblem) -> Bool {
    do {
      guard try statement.step() else { return false }
    } catch {
      throw QueryFailure("", database).running(error)
    }
    rows += 1
    let most = database.limits.rows
    guard rows <= most else {
      throw QueryProblem(
        .rows, "it returns more than \(most) rows",
        "Nobody reads so many: add a condition, or count them.")
    }
    guard taken <= database.limits.result else {
      throw QueryProblem(
        .memory, "its rows take more than \(database.limits.result >> 20) MiB",
        "Nobody reads so much: add a condition, leave out columns, or shorten texts with substr.")
    }
    return true
  }

  package func isBlob(_ column: Int) -> Bool { statement.type(column) == SQLITE_BLOB }

  package func cell(_ column: Int) -> QueryCell {
    taken += MemoryLayout<QueryCell>.stride
    switch statement.type(column) {
    case SQLITE_INTEGER: return .integer(statement.integer(column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement.pointer, Int32(column)))
    case SQLITE_TEXT:
      guard let bytes = statement.bytes(column) else { return .text("") }
      taken += bytes.count
      return .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      guard let start = sqlite3_column_blob(statement.pointer, Int32(column)) else {
        return .blob([])
      }
      let count = Int(sqlite3_column_bytes(statement.pointer, Int32(column)))
      taken += count
      return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null
    }
  }
}
