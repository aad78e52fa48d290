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
