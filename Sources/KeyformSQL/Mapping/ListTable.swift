internal import KeyformCore

/// The rows of one list.
struct ListTable<Mapping: RowMapping>: InventoryTable {
  private let project: String
  private let sorted: EntrySet<Mapping.Value>
  private let list: Mapping.List
  private let mapping: Mapping
  private let form: ListShape

  init(_ project: String, _ sorted: EntrySet<Mapping.Value>, _ list: Mapping.List) {
    self.project = project
    self.sorted = sorted
    self.list = list
    mapping = Mapping(project: project)
    form = Mapping.shape(of: list)
  }

  var shape: TableShape { form.table }
  var nameColumn: Int { form.ownerLength - 1 }
  var entries: Int { sorted.count }
  var isByName: Bool { true }
  func entry(named name: String) -> Int? { sorted.index(of: name) }
  func address(of entry: Int) -> Address { sorted.entries[entry].value.address }
  func origin(of entry: Int) -> Origin { sorted.entries[entry].origin }

  func rows(of entry: Int) -> Int {
    var count = 0
    try? mapping.forEachItem(of: sorted.entries[entry].value, in: list) { _ in count += 1 }
    return count
  }

  func bind(_ column: Int, row: Int, of entry: Int, to statement: any SQLStatement) {
    switch column {
    case 0: statement.bind(project, at: 1)
    case nameColumn: statement.bind(sorted.entries[entry].name, at: column + 1)
    case ..<nameColumn: statement.bind(form.prefix[column - 1], at: column + 1)
    default:
      var index = 0
      try? mapping.forEachItem(of: sorted.entries[entry].value, in: list) { item in
        if index == row {
          statement.bind(column == nameColumn + 1 ? item.first : item.second, at: column + 1)
        }
        index += 1
      }
    }
  }
}

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
  func entry(named name: String) -> Int? { nil }
  func rows(of entry: Int) -> Int { at(entry) { $0.rows(of: $1) } }
  func address(of entry: Int) -> Address { at(entry) { $0.address(of: $1) } }
  func origin(of entry: Int) -> Origin { at(entry) { $0.origin(of: $1) } }

  func bind(_ column: Int, row: Int, of entry: Int, to statement: any SQLStatement) {
    at(entry) { $0.bind(column, row: row, of: $1, to: statement) }
  }

  private func at<Result>(_ entry: Int, _ body: (any InventoryTable, Int) -> Result) -> Result {
    var part = 0
    while part + 1 < parts.count, starts[part + 1] <= entry { part += 1 }
    return body(parts[part], entry - starts[part])
  }
}
