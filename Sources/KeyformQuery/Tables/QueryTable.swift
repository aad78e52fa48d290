internal import Synchronization

/// A table with what queries have learnt of it. All connections use the same.
final class QueryTable: Sendable {
  let source: any TableSource
  let columns: [QueryColumn]
  let mask: @Sendable (String) -> String
  private let indexes: Mutex<[Int: ColumnIndex]>

  init(_ source: any TableSource, mask: @escaping @Sendable (String) -> String) {
    self.source = source
    self.mask = mask
    columns = source.columns
    indexes = Mutex([:])
  }

  var name: String { source.name }

  /// Who comes second waits for the one who makes it.
  func index(of column: Int) -> ColumnIndex {
    indexes.withLock { indexes in
      if let index = indexes[column] { return index }
      let index = ColumnIndex(source, column, mask: mask)
      indexes[column] = index
      return index
    }
  }

  /// What SQLite wants to be told of the table.
  var declaration: String {
    let list = columns.map { "\($0.name) \($0.kind == .text ? "TEXT" : "INTEGER")" }
    return "CREATE TABLE \(name) (\(list.joined(separator: ", ")))"
  }
}
