internal import KeyformSQL

/// Where the rows of a table come from, in an order of their own, counted from 0.
protocol TableSource: Sendable {
  var name: String { get }
  /// What the table is, in one sentence.
  var meaning: String { get }
  var columns: [QueryColumn] { get }
  /// The column whose text no two rows share, or few: where a row is found by name.
  var nameColumn: Int? { get }
  /// Whether no two rows have the same name.
  var isOneRowEach: Bool { get }
  /// About how many rows there are, for nothing.
  var estimate: Int { get }
  /// May have to look at everything; asked once.
  func countRows() -> Int
  /// Binds some columns of every row, row after row, each at its own number, from 1.
  func fill(_ columns: WantedColumns, to sink: any SQLStatement)
}

/// Rows that are not worth keeping column by column: SQLite asks for each value it needs.
protocol LiveSource: AnyObject, TableSource {
  /// Binds the value of one column at its own number, from 1.
  func put(_ column: Int, of row: Int, to sink: any SQLStatement)
}

extension LiveSource {
  func fill(_ columns: WantedColumns, to sink: any SQLStatement) {
    let columns = self.columns.indices.filter(columns.contains)
    for row in 0..<countRows() {
      for column in columns { put(column, of: row, to: sink) }
    }
  }
}

extension SQLStatement {
  func bind(_ cell: QueryCell, at parameter: Int) {
    switch cell {
    case .null, .real, .blob: bind(Int?.none, at: parameter)
    case .integer(let integer): bind(integer, at: parameter)
    case .text(let text): bind(text, at: parameter)
    }
  }
}
