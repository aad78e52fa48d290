internal import CLibSQLite

/// One query, ready to run once.
package final class PreparedQuery {
  package let columns: [String]
  package let reads: QueryReads
  private let database: QueryDatabase
  private let statement: OpaquePointer
  private var rows = 0
  /// Bytes of the values handed out, which whoever asks most likely keeps.
  private var taken = 0

  /// Throws unless `sql` is exactly one query that reads what there is.
  package init(_ sql: String, on database: QueryDatabase) throws(QueryProblem) {
    let failure = QueryFailure(sql, database)
    guard sql.utf8.count <= QueryLimits.sqlLength else {
      throw QueryProblem(
        .refused, "it is longer than \(QueryLimits.sqlLength) bytes", "Split it.")
    }
    database.watcher.begin()
    let (status, prepared, end) = Self.prepare(sql, from: 0, on: database)
    guard status == SQLITE_OK else { throw failure.preparing() }
    guard let prepared else {
      throw QueryProblem(.statements, "there is no query", "Write one SELECT.")
    }
    let reads = database.watcher.reads
    guard sqlite3_column_count(prepared) > 0, sqlite3_stmt_readonly(prepared) != 0 else {
      sqlite3_finalize(prepared)
      throw QueryProblem(.refused, "it is no SELECT", "Write one SELECT; nothing else is run.")
    }
    let (restStatus, rest, _) = Self.prepare(sql, from: end, on: database)
    sqlite3_finalize(rest)
    guard restStatus == SQLITE_OK, rest == nil else {
      sqlite3_finalize(prepared)
      throw QueryProblem(
        .statements, "it holds several statements", "Write one SELECT; a file is one query.",
        offset: failure.start(of: end))
    }
    self.database = database
    statement = prepared
    self.reads = reads
    columns = (0..<sqlite3_column_count(prepared)).map { column in
      sqlite3_column_name(prepared, column).map { String(cString: $0) } ?? ""
    }
    database.watcher.begin()
  }

  deinit { sqlite3_finalize(statement) }

  /// The statement that begins at byte `start`, and where what follows it begins.
  private static func prepare(
    _ sql: String, from start: Int, on database: QueryDatabase
  ) -> (status: Int32, statement: OpaquePointer?, end: Int) {
    var sql = sql
    return sql.withUTF8 { bytes in
      var statement: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      guard let base = bytes.baseAddress, start < bytes.count else {
        return (SQLITE_OK, nil, start)
      }
      let status = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
        sqlite3_prepare_v3(
          database.connection, text + start, Int32(bytes.count - start), 0, &statement, &tail)
      }
      let end = tail.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      return (status, statement, end)
    }
  }

  /// Steps to the next row; false behind the last.
  package func next() throws(QueryProblem) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_DONE: return false
    case SQLITE_ROW:
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
    case let status: throw QueryFailure("", database).running(status)
    }
  }

  package func isBlob(_ column: Int) -> Bool {
    sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB
  }

  package func cell(_ column: Int) -> QueryCell {
    let column = Int32(column)
    taken += MemoryLayout<QueryCell>.stride
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(statement, column)))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return .text("") }
      let count = Int(sqlite3_column_bytes(statement, column))
      taken += count
      return .text(
        String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      guard let start = sqlite3_column_blob(statement, column) else { return .blob([]) }
      let count = Int(sqlite3_column_bytes(statement, column))
      taken += count
      return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: return .null
    }
  }
}
