internal import KeyformCore

/// Binds the parameters of a statement one after the other.
struct RowBinder {
  private let statement: any SQLStatement
  private var parameter = 1
  /// The parameters to bind, a bit for each; what the others would hold is not even made.
  private let wanted: UInt64
  /// Whether a row may lack what its table requires.
  let takesIncomplete: Bool

  init(_ statement: any SQLStatement) {
    self.statement = statement
    wanted = .max
    takesIncomplete = false
  }

  /// Binds some columns of a row, each at its own number, from 1, where the mapping begins with
  /// column `first`. The row may be half described: what a target would refuse is NULL.
  init(_ statement: any SQLStatement, only columns: WantedColumns, from first: Int) {
    self.statement = statement
    wanted = columns.bits << 1
    parameter = first + 1
    takesIncomplete = true
  }

  private var isWanted: Bool { wanted >> UInt64(truncatingIfNeeded: parameter) & 1 != 0 }

  mutating func text(_ text: @autoclosure () -> String?) {
    if isWanted { statement.bind(text(), at: parameter) }
    parameter += 1
  }

  /// UTF-8 bytes as text.
  mutating func bytes(_ bytes: [UInt8]?) {
    if isWanted {
      if let bytes {
        statement.bind(bytes, at: parameter)
      } else {
        statement.bind(Int?.none, at: parameter)
      }
    }
    parameter += 1
  }

  mutating func count(_ count: Int?) {
    if isWanted { statement.bind(count, at: parameter) }
    parameter += 1
  }

  mutating func flag(_ flag: Bool?) { count(flag.map { $0 ? 1 : 0 }) }

  /// A list in one column, joined by blanks; NULL where it is empty.
  mutating func list(_ items: [String]) {
    text(items.isEmpty ? nil : items.joined(separator: " "))
  }

  /// Runs the statement; a refusal names the row.
  func run(for address: @autoclosure () -> Address) throws(TargetError) {
    do {
      try statement.run()
    } catch {
      guard case .refused(_, let problem) = error else { throw error }
      throw .refused(row: address().description, problem: problem)
    }
  }
}

/// Columns of a table by their place in it, from 0.
package struct WantedColumns: Hashable, Sendable {
  /// No table has so many.
  package static let most = 63

  private(set) var bits: UInt64

  package init(_ columns: some Sequence<Int>) {
    bits = columns.reduce(0) { $0 | Self.bit(of: $1) }
  }

  package func contains(_ column: Int) -> Bool { bits & Self.bit(of: column) != 0 }

  package func without(_ column: Int?) -> WantedColumns {
    var columns = self
    if let column { columns.bits &= ~Self.bit(of: column) }
    return columns
  }

  private static func bit(of column: Int) -> UInt64 {
    column < most ? 1 << UInt64(truncatingIfNeeded: column) : 0
  }
}
