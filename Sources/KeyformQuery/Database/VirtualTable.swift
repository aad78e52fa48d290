internal import CLibSQLite

/// A table as one connection reads it. SQLite holds its address and takes it for a `sqlite3_vtab`,
/// which is why `base` comes first.
struct VirtualTable {
  private var base = sqlite3_vtab()
  private let table: Unmanaged<QueryTable>
  private let live: Unmanaged<LiveReader>?
  /// -1 before anybody asked.
  private var counted = -1
  /// What this connection has read of the table so far: a second look takes no lock.
  private let columns: UnsafeMutablePointer<ColumnValues?>
  private let indexes: UnsafeMutablePointer<RowLinks?>

  /// The connection keeps the table alive.
  init(_ table: Unmanaged<QueryTable>) {
    self.table = table
    let source = table.takeUnretainedValue()
    live = LiveReader(source).map(Unmanaged.passRetained)
    let count = source.columns.count
    columns = .allocate(capacity: count)
    columns.initialize(repeating: nil, count: count)
    indexes = .allocate(capacity: count)
    indexes.initialize(repeating: nil, count: count)
  }

  func close() {
    live?.release()
    columns.deallocate()
    indexes.deallocate()
  }

  var described: QueryTable { table.takeUnretainedValue() }

  var rows: Int {
    mutating get {
      if counted < 0 { counted = described.rows }
      return counted
    }
  }

  mutating func links(of column: Int) -> RowLinks {
    if let known = indexes[column] { return known }
    let links = described.index(of: column).links
    indexes[column] = links
    return links
  }

  mutating func put(_ column: Int, of row: Int, into context: OpaquePointer?) {
    if let live { return live.takeUnretainedValue().put(column, of: row, into: context) }
    switch columns[column] ?? read(column) {
    case .text(let bytes, let starts, let lengths):
      if lengths[row] < 0 { return }
      keyform_sqlite_result_lasting_text(context, bytes + starts[row], sqlite3_uint64(lengths[row]))
    case .integer(let integers):
      let integer = integers[row]
      if integer != ColumnValues.noInteger { sqlite3_result_int64(context, Int64(integer)) }
    }
  }

  private mutating func read(_ column: Int) -> ColumnValues {
    let values = described.values(of: column).values
    columns[column] = values
    return values
  }
}
