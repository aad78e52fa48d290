internal import CLibSQLite

/// The calls by which SQLite reads a `QueryTable` as a table that needs no CREATE.
final class VirtualTableModule {
  /// For connections that end before this object does.
  let methods: UnsafeMutablePointer<sqlite3_module>

  /// The cost of finding one row by its name, beside which a row of a scan costs 1.
  private static let lookupCost = 4.0
  private static let joinCost = 8.0
  /// Rows that share a text, as a guess.
  private static let rowsOfJoin: Int64 = 4

  init() {
    var methods = sqlite3_module()
    methods.xConnect = { connection, auxiliary, _, _, result, _ in
      guard let connection, let auxiliary else { return SQLITE_ERROR }
      let table = Unmanaged<QueryTable>.fromOpaque(auxiliary)
      let status = sqlite3_declare_vtab(connection, table.takeUnretainedValue().declaration)
      guard status == SQLITE_OK else { return status }
      _ = keyform_sqlite_innocuous(connection)
      let connected = UnsafeMutablePointer<VirtualTable>.allocate(capacity: 1)
      connected.initialize(to: VirtualTable(table))
      result?.pointee = UnsafeMutableRawPointer(connected)
        .assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    methods.xDisconnect = VirtualTableModule.release
    methods.xDestroy = VirtualTableModule.release
    methods.xBestIndex = { table, plan in
      guard let table = VirtualTableModule.table(table), let plan else { return SQLITE_ERROR }
      VirtualTableModule.choose(table.pointee.described, plan)
      return SQLITE_OK
    }
    methods.xOpen = { _, result in
      let walk = UnsafeMutablePointer<TableCursor>.allocate(capacity: 1)
      walk.initialize(to: TableCursor())
      result?.pointee = UnsafeMutableRawPointer(walk)
        .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    methods.xClose = { walk in
      VirtualTableModule.walk(walk)?.deallocate()
      return SQLITE_OK
    }
    methods.xFilter = { walk, column, _, count, values in
      guard let walk = VirtualTableModule.walk(walk) else { return SQLITE_ERROR }
      if column > 0, count > 0, let values {
        let text = sqlite3_value_text(values[0]).map { start in
          UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(values[0])))
        }
        walk.pointee.rows(where: Int(column) - 1, equals: text)
      } else {
        walk.pointee.all()
      }
      return SQLITE_OK
    }
    methods.xNext = { walk in
      VirtualTableModule.walk(walk)?.pointee.next()
      return SQLITE_OK
    }
    methods.xEof = { walk in VirtualTableModule.walk(walk)?.pointee.isAtEnd ?? true ? 1 : 0 }
    methods.xColumn = { walk, context, column in
      guard let walk = VirtualTableModule.walk(walk) else { return SQLITE_ERROR }
      walk.pointee.table.pointee.put(Int(column), of: walk.pointee.row, into: context)
      return SQLITE_OK
    }
    methods.xRowid = { walk, result in
      result?.pointee = Int64(VirtualTableModule.walk(walk)?.pointee.row ?? 0)
      return SQLITE_OK
    }
    self.methods = .allocate(capacity: 1)
    self.methods.initialize(to: methods)
  }

  deinit { methods.deallocate() }

  private static let release: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = {
    table in
    guard let table = VirtualTableModule.table(table) else { return SQLITE_OK }
    table.pointee.close()
    table.deallocate()
    return SQLITE_OK
  }

  private static func table(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?
  ) -> UnsafeMutablePointer<VirtualTable>? {
    table.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: VirtualTable.self) }
  }

  private static func walk(
    _ walk: UnsafeMutablePointer<sqlite3_vtab_cursor>?
  ) -> UnsafeMutablePointer<TableCursor>? {
    walk.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: TableCursor.self) }
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
      let rows = Int64(table.source.estimate)
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
