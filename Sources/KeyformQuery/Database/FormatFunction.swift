internal import CLibSQLite

/// SQLite's `format`, and `printf`, that tell of a text over the limit.
///
/// SQLite's own give NULL for it: a policy would find nothing and nobody would know. Theirs do the
/// work here too, on a connection beside.
final class FormatFunction {
  private let connection: OpaquePointer
  /// By the number of arguments.
  private var statements: [Int: OpaquePointer] = [:]

  init?() {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(
      ":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      return nil
    }
    connection = opened
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, Int32(QueryLimits.textLength + 1))
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(connection)
  }

  /// Takes the place of SQLite's own on a connection, which has to end first.
  func replace(on other: OpaquePointer) -> Bool {
    let own = Unmanaged.passUnretained(self).toOpaque()
    let names: [String] = ["format", "printf"]
    return names.allSatisfy { name in
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
    defer { sqlite3_reset(statement) }
    for (index, value) in values.enumerated() {
      sqlite3_bind_value(statement, Int32(index + 1), value)
    }
    guard sqlite3_step(statement) == SQLITE_ROW else {
      return sqlite3_result_error_toobig(context)
    }
    if sqlite3_column_type(statement, 0) == SQLITE_NULL {
      sqlite3_result_error_toobig(context)
    } else {
      sqlite3_result_value(context, sqlite3_column_value(statement, 0))
    }
  }

  /// An empty text is NULL as well: a letter before it tells the two apart.
  private func prepared(_ count: Int) -> OpaquePointer? {
    let rest = (1..<max(1, count)).map { ", ?\($0 + 1)" }.joined()
    var statement: OpaquePointer?
    sqlite3_prepare_v2(
      connection, "SELECT substr(printf('x' || ?1\(rest)), 2)", -1, &statement, nil)
    statements[count] = statement
    return statement
  }
}
