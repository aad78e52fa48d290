internal import KeyformSQL

/// Which row of a table: an entry, and one of the rows that it has.
struct RowPlace: Hashable, Sendable {
  var entry: Int32
  var row: Int32
}

/// Where the rows of a table come from. Nothing is copied: SQLite asks for each value it needs.
protocol TableSource: AnyObject, Sendable {
  var name: String { get }
  /// What the table is, in one sentence.
  var meaning: String { get }
  var columns: [QueryColumn] { get }
  var entries: Int { get }
  /// The column by which `entry(named:)` finds an entry; nil where it does not.
  var nameColumn: Int? { get }
  /// Whether one entry is one row.
  var isOneRowEach: Bool { get }
  func entry(named name: String) -> Int?
  func rows(of entry: Int) -> Int
  /// Binds the value of one column; the number of the parameter says nothing.
  func put(_ column: Int, of place: RowPlace, to sink: any SQLStatement)
}

extension TableSource {
  var nameColumn: Int? { nil }
  var isOneRowEach: Bool { false }
  func entry(named name: String) -> Int? { nil }
}

extension SQLStatement {
  /// Binds the only value that was asked for.
  func put(_ cell: QueryCell) {
    switch cell {
    case .null, .real, .blob: bind(Int?.none, at: 1)
    case .integer(let integer): bind(integer, at: 1)
    case .text(let text): bind(text, at: 1)
    }
  }
}
