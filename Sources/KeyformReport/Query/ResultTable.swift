internal import KeyformCore

/// The rows that a query gave, for reports.
package struct ResultTable: Sendable {
  package enum Cell: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)

    var isNumber: Bool {
      switch self {
      case .integer, .real: true
      case .null, .text: false
      }
    }
  }

  package let columns: [String]
  package private(set) var rows: [[Cell]] = []

  package init(columns: [String]) { self.columns = columns }

  package mutating func append(_ row: [Cell]) { rows.append(row) }

  /// Whether every value of the column is a number, so that digits stand below digits.
  func isNumeric(_ column: Int) -> Bool {
    var isNumeric = false
    for row in rows where row[column] != .null {
      guard row[column].isNumber else { return false }
      isNumeric = true
    }
    return isNumeric
  }
}

extension ResultTable.Cell {
  /// For people: masked, on one line; NULL as a word.
  func shown(_ masking: Masking) -> ShownText {
    switch self {
    case .null: ShownText("NULL")
    case .integer(let integer): ShownText(String(integer), masking)
    case .real(let real): ShownText(String(real), masking)
    case .text(let text): ShownText(text, masking)
    }
  }
}
