package import KeyformCore

/// A table of a target as an inventory fills it, without a target: one row for each entry, or one
/// for each item of a list that entries have. Names, columns and values are those that an apply
/// would write; what only a target knows (`change_set`) is NULL.
package protocol InventoryTable: Sendable {
  var shape: TableShape { get }
  /// The index of the column that holds the entry's name.
  var nameColumn: Int { get }
  /// The entries that may have rows, in byte order of their names; of labels, kind after kind.
  var entries: Int { get }
  /// Whether names are unique among the entries: not where several kinds share the table.
  var isByName: Bool { get }
  func rows(of entry: Int) -> Int
  /// Binds some columns of every row, row after row, each at its own number, from 1. Of a key the
  /// value is bound only where its kind is public.
  func bind(_ columns: WantedColumns, to statement: any SQLStatement)
  func address(of entry: Int) -> Address
  func origin(of entry: Int) -> EntryOrigin
}

extension Inventory {
  /// Every table of managed kinds and their lists, as `project` would fill it.
  package func tables(of project: String) -> [any InventoryTable] {
    var list = TableList(inventory: self, project: project)
    EntityKind.visitAll(&list)
    return list.tables + [JoinedTable(list.labels)]
  }
}

private struct TableList: MappingVisitor {
  let inventory: Inventory
  let project: String
  var tables: [any InventoryTable] = []
  var labels: [any InventoryTable] = []

  mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) {
    let mapping = Mapping(project: project)
    let entries = inventory[Mapping.Value.self].entries
    tables.append(EntryTable.rows(of: mapping, entries, project: project))
    for list in Mapping.lists {
      let table = EntryTable.items(of: list, entries, project: project)
      if table.shape.name == SQLSchema.label.name {
        labels.append(table)
      } else {
        tables.append(table)
      }
    }
  }
}

/// Lists of several kinds in one table: the labels.
private struct JoinedTable: InventoryTable {
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
  func origin(of entry: Int) -> EntryOrigin { at(entry) { $0.origin(of: $1) } }

  func bind(_ columns: WantedColumns, to statement: any SQLStatement) {
    for part in parts { part.bind(columns, to: statement) }
  }

  private func at<Result>(_ entry: Int, _ body: (any InventoryTable, Int) -> Result) -> Result {
    var part = 0
    while part + 1 < parts.count, starts[part + 1] <= entry { part += 1 }
    return body(parts[part], entry - starts[part])
  }
}
