internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQL

/// One connection to an empty database in memory that reads `QueryTables` and can do nothing else.
/// Used by one thread at a time.
package final class QueryDatabase {
  let connection: OpaquePointer
  let tables: QueryTables
  let limits: QueryLimits
  let watcher: QueryGuard
  private let files: NullVFS
  private let format: FormatFunction?
  private let module: UnsafeMutablePointer<sqlite3_module>

  package init(_ tables: QueryTables, _ limits: QueryLimits) throws(QueryProblem) {
    self.tables = tables
    self.limits = limits
    files = NullVFS(today: tables.today)
    format = FormatFunction()
    module = VirtualTableModule.make()
    watcher = QueryGuard(
      tables: Set(tables.names), limits: limits, isCancelled: tables.isCancelled)
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(
      ":memory:", &opened,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
        | SQLITE_OPEN_PRIVATECACHE, files.name)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      module.deallocate()
      throw QueryProblem(.memory, "SQLite cannot be started", "Memory may be short.")
    }
    connection = opened
    guard let format, format.replace(on: connection),
      TextFunctions.replace(on: connection, watching: watcher), addTables(), harden()
    else {
      throw QueryProblem(.memory, "SQLite cannot be set up", "Memory may be short.")
    }
    watcher.watch(connection)
  }

  deinit {
    sqlite3_close_v2(connection)
    module.deallocate()
  }

  private func addTables() -> Bool {
    for table in tables.tables {
      let status = sqlite3_create_module_v2(
        connection, table.name, module, Unmanaged.passRetained(table).toOpaque(),
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
      sqlite3_limit(connection, limit, Int32(value))
    }
    return keyform_sqlite_harden(connection) == SQLITE_OK
      && run("PRAGMA temp_store = MEMORY") && run("PRAGMA query_only = 1")
  }

  private func run(_ sql: String) -> Bool {
    sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK
  }
}
