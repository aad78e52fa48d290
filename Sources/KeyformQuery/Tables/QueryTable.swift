internal import KeyformSQL
internal import Synchronization

/// A table with what queries have learnt of it. All connections use the same.
final class QueryTable: Sendable {
  let source: any TableSource
  let columns: [QueryColumn]
  let mask: @Sendable (String) -> String
  private let rowCount = Kept<Int>()
  /// One lock for each column: two cores make two columns at once.
  private let stored: [Kept<StoredColumn>]
  private let indexes: [Kept<ColumnIndex>]

  init(_ source: any TableSource, mask: @escaping @Sendable (String) -> String) {
    self.source = source
    self.mask = mask
    columns = source.columns
    stored = columns.map { _ in Kept() }
    indexes = columns.map { _ in Kept() }
  }

  var name: String { source.name }

  var rows: Int { rowCount.value { source.countRows() } }

  func values(of column: Int) -> StoredColumn {
    stored[column].value { fill([column])[0] }
  }

  /// Makes several columns in one walk over the rows, which is cheaper than one by one when a query
  /// asks. Those of a live table are read where they are.
  func keep(_ columns: Set<String>) {
    if source is any LiveSource { return }
    let missing = self.columns.indices.filter {
      columns.contains(self.columns[$0].name) && !stored[$0].isThere
    }
    for (column, values) in zip(missing, fill(missing)) { _ = stored[column].value { values } }
  }

  private func fill(_ wanted: [Int]) -> [StoredColumn] {
    if wanted.isEmpty { return [] }
    let set = WantedColumns(wanted)
    let builder = ColumnsBuilder(columns, wanted: set, rows: rows, mask: mask)
    source.fill(set, to: builder)
    return wanted.map(builder.column)
  }

  func index(of column: Int) -> ColumnIndex {
    indexes[column].value { ColumnIndex(values(of: column)) }
  }

  /// What SQLite wants to be told of the table.
  var declaration: String {
    let list = columns.map { "\($0.name) \($0.kind == .text ? "TEXT" : "INTEGER")" }
    return "CREATE TABLE \(name) (\(list.joined(separator: ", ")))"
  }
}

/// Something that is made by the first who needs it: who comes second waits.
final class Kept<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  var isThere: Bool { kept.withLock { $0 != nil } }

  func value(_ make: () -> Value) -> Value {
    kept.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
  }
}
