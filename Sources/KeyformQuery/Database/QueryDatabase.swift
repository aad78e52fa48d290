internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQL
internal import KeyformSQLiteBinding

/// One connection to an empty database in memory that reads `QueryTables` and can do nothing else.
/// Used by one thread at a time.
package final class QueryDatabase {
  let connection: SQLiteConnection
  let tables: QueryTables
  let limits: QueryLimits
  let watcher: QueryGuard
  private let module = VirtualTableModule()

  package init(_ tables: QueryTables, _ limits: QueryLimits) throws(QueryProblem) {
    self.tables = tables
    self.limits = limits
    watcher = QueryGuard(tables: Set(tables.names), limits: limits, isCancelled: tables.isCancelled)
    let files = NullVFS(today: tables.today)
    let format: FormatFunction
    do throws(SQLiteError) {
      format = try FormatFunction()
      connection = try SQLiteConnection(":memory:", .memory, files: files.name)
    } catch {
      throw QueryProblem(.memory, "SQLite cannot be started", "Memory may be short.")
    }
    connection.keep([files, format, module, watcher])
    guard format.replace(on: connection.pointer),
      TextFunctions.replace(on: connection.pointer, watching: watcher), addTables(), harden()
    else {
      throw QueryProblem(.memory, "SQLite cannot be set up", "Memory may be short.")
    }
    watcher.watch(connection.pointer)
  }

  private func addTables() -> Bool {
    for table in tables.tables {
      let status = sqlite3_create_module_v2(
        connection.pointer, table.name, module.methods, Unmanaged.passRetained(table).toOpaque(),
        { table in
          guard let table else { return }
          Unmanaged<QueryTable>.fromOpaque(table).release()
        })
      guard status == SQLITE_OK else { return false }
    }
    guard SQLSchema.views(.sqlite).allSatisfy(run) else { return false }
    // SQLite declares such tables where they are first named, which is a write to its own schema:
    // from `watch` on nothing may write.
    return (tables.tables.map(\.name) + SQLAllowlist.tables.sorted()).allSatisfy {
      run("SELECT 1 FROM \($0) LIMIT 0")
    }
  }

  private func harden() -> Bool {
    for (limit, value) in [
      (SQLITE_LIMIT_LENGTH, QueryLimits.textLength),
      (SQLITE_LIMIT_SQL_LENGTH, QueryLimits.sqlLength),
      (SQLITE_LIMIT_COLUMN, 200), (SQLITE_LIMIT_EXPR_DEPTH, 100),
      (SQLITE_LIMIT_COMPOUND_SELECT, 50), (SQLITE_LIMIT_VDBE_OP, 50_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 32), (SQLITE_LIMIT_ATTACHED, 0),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, QueryLimits.patternLength),
      (SQLITE_LIMIT_VARIABLE_NUMBER, 0),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 0), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
      sqlite3_limit(connection.pointer, limit, Int32(value))
    }
    return keyform_sqlite_harden(connection.pointer) == SQLITE_OK
      && run("PRAGMA temp_store = MEMORY") && run("PRAGMA query_only = 1")
  }

  private func run(_ sql: String) -> Bool { (try? connection.execute(sql)) != nil }
}
