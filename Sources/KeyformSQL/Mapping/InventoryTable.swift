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
  /// The index of the entry with that name; nil where there is none, or where several kinds share
  /// the table.
  func entry(named name: String) -> Int?
  /// Whether `entry(named:)` finds all there is.
  var isByName: Bool { get }
  func rows(of entry: Int) -> Int
  /// Binds one column of a row at its own number, from 1. Of a key the value is bound only where
  /// its kind is public.
  func bind(_ column: Int, row: Int, of entry: Int, to statement: any SQLStatement)
  func address(of entry: Int) -> Address
  func origin(of entry: Int) -> Origin
}

extension Inventory {
  /// Every table of managed kinds and their lists, as `project` would fill it.
  package func tables(of project: String) -> [any InventoryTable] {
    var tables: [any InventoryTable] = []
    var labels: [any InventoryTable] = []
    func add<Mapping: RowMapping>(_ mapping: Mapping, _ set: EntrySet<Mapping.Value>) {
      let entries = set.entries
      let names = entries.map(\.name)
      tables.append(EntryTable.rows(of: mapping, entries, names, project: project))
      for list in Mapping.List.allCases {
        let table = EntryTable.items(of: mapping, list, entries, names, project: project)
        if table.shape.name == SQLSchema.label.name {
          labels.append(table)
        } else {
          tables.append(table)
        }
      }
    }
    add(KeyMapping(project: project), keys)
    add(DeploymentMapping(project: project), deployments)
    add(BindingMapping(project: project), bindings)
    add(HostMapping(project: project), hosts)
    add(DirectoryMapping(project: project), directories)
    return tables + [JoinedTable(labels)]
  }
}
