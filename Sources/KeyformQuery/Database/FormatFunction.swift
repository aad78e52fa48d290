internal import CLibSQLite
internal import KeyformSQLiteBinding

/// SQLite's `format`, and `printf`, that tell of a text over the limit.
///
/// SQLite's own give NULL for it: a policy would find nothing and nobody would know. Theirs do the
/// work here too, on a connection beside.
final class FormatFunction {
  private let connection: SQLiteConnection
  /// By the number of arguments.
  private var statements: [Int: SQLiteStatement] = [:]

  init() throws(SQLiteError) {
    connection = try SQLiteConnection(":memory:", .memory)
    sqlite3_limit(connection.pointer, SQLITE_LIMIT_LENGTH, Int32(QueryLimits.textLength + 1))
  }

  /// Takes the place of SQLite's own on a connection, which has to end first.
  func replace(on other: OpaquePointer) -> Bool {
    let own = Unmanaged.passUnretained(self).toOpaque()
    return ["format", "printf"].allSatisfy { (name: String) in
      sqlite3_create_function_v2(
        other, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, own,
        { context, count, values in
          guard let context, let values, let own = sqlite3_user_data(context) else { return }
          Unmanaged<FormatFunction>.fromOpaque(own).takeUnretainedValue()
            .run(UnsafeBufferPointer(start: values, count: Int(count)), context)
        }, nil, nil, nil) == SQLITE_OK
    }
  }

  private func run(_ values: UnsafeBufferPointer<OpaquePointer?>, _ context: OpaquePointer) {
    guard let format = values.first, sqlite3_value_type(format) != SQLITE_NULL else {
      return sqlite3_result_null(context)
    }
    guard let statement = statements[values.count] ?? prepared(values.count) else {
      return sqlite3_result_error_nomem(context)
    }
    defer { statement.reset() }
    for (index, value) in values.enumerated() {
      sqlite3_bind_value(statement.pointer, Int32(index + 1), value)
    }
    guard (try? statement.step()) == true, statement.type(0) != SQLITE_NULL else {
      return sqlite3_result_error_toobig(context)
    }
    sqlite3_result_value(context, sqlite3_column_value(statement.pointer, 0))
  }

  /// An empty text is NULL as well: a letter before it tells the two apart.
  private func prepared(_ count: Int) -> SQLiteStatement? {
    let rest = (1..<max(1, count)).map { ", ?\($0 + 1)" }.joined()
    let prepared = try? connection.prepare("SELECT substr(printf('x' || ?1\(rest)), 2)")
    let statement = prepared?.statement
    statements[count] = statement
    return statement
  }
}
