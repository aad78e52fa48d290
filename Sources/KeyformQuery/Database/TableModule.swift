internal import CLibSQLite

/// The calls by which SQLite reads a `QueryTable` as a table that needs no CREATE.
enum TableModule {
  private struct Handle {
    var base = sqlite3_vtab()
    let table: Unmanaged<QueryTable>
  }

  private struct Walk {
    var base = sqlite3_vtab_cursor()
    let cursor: Unmanaged<TableCursor>
  }

  /// The cost of finding one row by its name, beside which a row of a scan costs 1.
  private static let lookupCost = 4.0
  private static let joinCost = 8.0
  /// Rows that share a text, as a guess.
  private static let rowsOfJoin: Int64 = 4

  /// For one connection; the caller frees it behind the connection's end.
  static func make() -> UnsafeMutablePointer<sqlite3_module> {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    var methods = sqlite3_module()
    methods.xConnect = { connection, auxiliary, _, _, result, _ in
      guard let connection, let auxiliary else { return SQLITE_ERROR }
      let table = Unmanaged<QueryTable>.fromOpaque(auxiliary)
      let status = sqlite3_declare_vtab(connection, table.takeUnretainedValue().declaration)
      guard status == SQLITE_OK else { return status }
      _ = keyform_sqlite_innocuous(connection)
      let handle = UnsafeMutablePointer<Handle>.allocate(capacity: 1)
      handle.initialize(to: Handle(table: table))
      result?.pointee = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    methods.xDisconnect = TableModule.release
    methods.xDestroy = TableModule.release
    methods.xBestIndex = { table, plan in
      guard let table = TableModule.table(table), let plan else { return SQLITE_ERROR }
      TableModule.choose(table, plan)
      return SQLITE_OK
    }
    methods.xOpen = { table, result in
      guard let table = TableModule.table(table) else { return SQLITE_ERROR }
      let walk = UnsafeMutablePointer<Walk>.allocate(capacity: 1)
      walk.initialize(to: Walk(cursor: .passRetained(TableCursor(table))))
      result?.pointee = UnsafeMutableRawPointer(walk)
        .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    methods.xClose = { cursor in
      guard let cursor else { return SQLITE_OK }
      let walk = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: Walk.self)
      walk.pointee.cursor.release()
      walk.deallocate()
      return SQLITE_OK
    }
    methods.xFilter = { cursor, column, _, count, values in
      guard let cursor = TableModule.cursor(cursor) else { return SQLITE_ERROR }
      if column > 0, count > 0, let values {
        let text = sqlite3_value_text(values[0]).map { start in
          String(
            decoding: UnsafeBufferPointer(
              start: start, count: Int(sqlite3_value_bytes(values[0]))), as: UTF8.self)
        }
        cursor.walk(Int(column) - 1, equals: text)
      } else {
        cursor.walkAll()
      }
      return SQLITE_OK
    }
    methods.xNext = { cursor in
      TableModule.cursor(cursor)?.next()
      return SQLITE_OK
    }
    methods.xEof = { cursor in TableModule.cursor(cursor)?.isAtEnd ?? true ? 1 : 0 }
    methods.xColumn = { cursor, context, column in
      TableModule.cursor(cursor)?.put(Int(column), into: context)
      return SQLITE_OK
    }
    methods.xRowid = { cursor, result in
      result?.pointee = TableModule.cursor(cursor)?.rowID ?? 0
      return SQLITE_OK
    }
    module.initialize(to: methods)
    return module
  }

  private static let release: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = {
    table in
    guard let table else { return SQLITE_OK }
    UnsafeMutableRawPointer(table).assumingMemoryBound(to: Handle.self).deallocate()
    return SQLITE_OK
  }

  private static func table(_ table: UnsafeMutablePointer<sqlite3_vtab>?) -> QueryTable? {
    table.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: Handle.self).pointee.table
        .takeUnretainedValue()
    }
  }

  private static func cursor(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> TableCursor? {
    cursor.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: Walk.self).pointee.cursor
        .takeUnretainedValue()
    }
  }

  /// By name where the query knows it, else by another column of a join, else everything.
  private static func choose(
    _ table: QueryTable, _ plan: UnsafeMutablePointer<sqlite3_index_info>
  ) {
    var best: (constraint: Int, column: Int, isName: Bool)?
    for index in 0..<Int(plan.pointee.nConstraint) {
      let constraint = plan.pointee.aConstraint[index]
      let column = Int(constraint.iColumn)
      guard constraint.usable != 0, constraint.op == SQLITE_INDEX_CONSTRAINT_EQ, column >= 0,
        isByteOrder(plan, index)
      else { continue }
      if column == table.source.nameColumn {
        best = (index, column, true)
        break
      }
      guard best == nil, table.columns[column].isSelective, !isConstant(plan, index) else {
        continue
      }
      best = (index, column, false)
    }
    guard let best else {
      let rows = Int64(table.source.entries)
      plan.pointee.idxNum = 0
      plan.pointee.estimatedRows = rows
      plan.pointee.estimatedCost = Double(rows) + 100
      return
    }
    plan.pointee.aConstraintUsage[best.constraint].argvIndex = 1
    plan.pointee.idxNum = Int32(best.column) + 1
    plan.pointee.estimatedCost = best.isName ? lookupCost : joinCost
    plan.pointee.estimatedRows = best.isName ? 1 : rowsOfJoin
    if best.isName, table.source.isOneRowEach {
      plan.pointee.idxFlags = SQLITE_INDEX_SCAN_UNIQUE
    }
  }

  private static func isByteOrder(
    _ plan: UnsafeMutablePointer<sqlite3_index_info>, _ constraint: Int
  ) -> Bool {
    sqlite3_vtab_collation(plan, Int32(constraint)).map { String(cString: $0) } == "BINARY"
  }

  /// A constant is compared with every row once, for which no index is worth making.
  private static func isConstant(
    _ plan: UnsafeMutablePointer<sqlite3_index_info>, _ constraint: Int
  ) -> Bool {
    var value: OpaquePointer?
    return sqlite3_vtab_rhs_value(plan, Int32(constraint), &value) == SQLITE_OK
  }
}
