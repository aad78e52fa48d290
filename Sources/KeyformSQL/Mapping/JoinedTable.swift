internal import KeyformCore

/// Lists of several kinds in one table: the labels.
struct JoinedTable: InventoryTable {
  private let parts: [any InventoryTable]
  private let starts: [Int]
  let shape = SQLSchema.label

  init(_ parts: [any InventoryTable]) {
    self.parts = parts
    var starts = [0]
    for part in parts { starts.append((starts.last ?? 0) + part.entries) }
    self.starts = starts
  }

  var nameColumn: Int { 2 }
  var entries: Int { starts.last ?? 0 }
  var isByName: Bool { false }
  func rows(of entry: Int) -> Int { at(entry) { $0.rows(of: $1) } }
  func address(of entry: Int) -> Address { at(entry) { $0.address(of: $1) } }
  func origin(of entry: Int) -> Origin { at(entry) { $0.origin(of: $1) } }

  func bind(_ columns: WantedColumns, to statement: any SQLStatement) {
    for part in parts { part.bind(columns, to: statement) }
  }

  private func at<Result>(_ entry: Int, _ body: (any InventoryTable, Int) -> Result) -> Result {
    var part = 0
    while part + 1 < parts.count, starts[part + 1] <= entry { part += 1 }
    return body(parts[part], entry - starts[part])
  }
}
