internal import KeyformCore

/// The rows of the entries themselves.
struct EntryTable<Mapping: RowMapping>: InventoryTable {
  private let project: String
  private let sorted: EntrySet<Mapping.Value>
  private let mapping: Mapping
  private let valueColumn = Mapping.table.columns.firstIndex { $0.name == "value" }

  init(_ project: String, _ sorted: EntrySet<Mapping.Value>) {
    self.project = project
    self.sorted = sorted
    mapping = Mapping(project: project)
  }

  var shape: TableShape { Mapping.table }
  var nameColumn: Int { 1 }
  var entries: Int { sorted.count }
  var isByName: Bool { true }
  func entry(named name: String) -> Int? { sorted.index(of: name) }
  func rows(of entry: Int) -> Int { 1 }
  func address(of entry: Int) -> Address { sorted.entries[entry].value.address }
  func origin(of entry: Int) -> Origin { sorted.entries[entry].origin }

  func bind(_ column: Int, row: Int, of entry: Int, to statement: any SQLStatement) {
    switch column {
    case 0: statement.bind(project, at: 1)
    case 1: statement.bind(sorted.entries[entry].name, at: 2)
    case Mapping.table.columns.count - 1: statement.bind(Int?.none, at: column + 1)
    default:
      let value = sorted.entries[entry].value
      var row = RowBinder(statement, only: column, from: 2)
      // What a target would refuse is taken here; nothing is thrown.
      let material = column == valueColumn ? value.shownMaterial : nil
      try? mapping.write(value, material: material, to: &row)
    }
  }
}

extension Managed {
  /// The value that may be handed on: of keys whose kind is public.
  fileprivate var shownMaterial: KeyMaterial? {
    guard let key = self as? ProductKey, !key.isSecret else { return nil }
    return key.publicValue
  }
}
