internal import KeyformCore

/// The rows of the entries of one kind, or of one of their lists. Not generic, but made by functions
/// that are: each closure is compiled for its kind, which a call through a protocol would not be,
/// and SQLite asks for a million columns a second.
struct EntryTable: InventoryTable {
  let shape: TableShape
  let nameColumn: Int
  /// In byte order: a search by name touches no entry.
  private let names: [String]
  /// Nil: one row each.
  private let count: (@Sendable (Int) -> Int)?
  private let put: @Sendable (_ column: Int, _ row: Int, _ entry: Int, any SQLStatement) -> Void
  private let place: @Sendable (Int) -> (address: Address, origin: Origin)

  var entries: Int { names.count }
  var isByName: Bool { true }
  func rows(of entry: Int) -> Int { count?(entry) ?? 1 }
  func address(of entry: Int) -> Address { place(entry).address }
  func origin(of entry: Int) -> Origin { place(entry).origin }

  func entry(named name: String) -> Int? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? low : nil
  }

  func bind(_ column: Int, row: Int, of entry: Int, to statement: any SQLStatement) {
    if column == nameColumn {
      statement.bind(names[entry], at: column + 1)
    } else {
      put(column, row, entry, statement)
    }
  }

  /// The entries themselves.
  @inline(__always)
  static func rows<Mapping: RowMapping>(
    of mapping: Mapping, _ entries: [Entry<Mapping.Value>], _ names: [String], project: String
  ) -> EntryTable {
    let shape = Mapping.table
    let changeSet = shape.columns.count - 1
    let value = shape.columns.firstIndex { $0.name == "value" }
    return EntryTable(
      shape: shape, nameColumn: 1, names: names, count: nil,
      put: { column, _, entry, statement in
        switch column {
        case 0: statement.bind(project, at: 1)
        case changeSet: statement.bind(Int?.none, at: column + 1)
        default:
          var row = RowBinder(statement, only: column, from: 2)
          let entry = entries[entry]
          let material = column == value ? entry.value.shownMaterial : nil
          // What a target would refuse is taken here; nothing is thrown.
          try? mapping.write(entry.value, material: material, to: &row)
        }
      },
      place: { (entries[$0].value.address, entries[$0].origin) })
  }

  /// One of their lists.
  @inline(__always)
  static func items<Mapping: RowMapping>(
    of mapping: Mapping, _ list: Mapping.List, _ entries: [Entry<Mapping.Value>],
    _ names: [String], project: String
  ) -> EntryTable {
    let form = Mapping.shape(of: list)
    let owner = form.ownerLength - 1
    return EntryTable(
      shape: form.table, nameColumn: owner, names: names,
      count: { entry in
        var count = 0
        try? mapping.forEachItem(of: entries[entry].value, in: list) { _ in count += 1 }
        return count
      },
      put: { column, row, entry, statement in
        if column == 0 { return statement.bind(project, at: 1) }
        if column < owner { return statement.bind(form.prefix[column - 1], at: column + 1) }
        var index = 0
        try? mapping.forEachItem(of: entries[entry].value, in: list) { item in
          if index == row {
            statement.bind(column == owner + 1 ? item.first : item.second, at: column + 1)
          }
          index += 1
        }
      },
      place: { (entries[$0].value.address, entries[$0].origin) })
  }
}

extension Managed {
  /// The value that may be handed on: of keys whose kind is public.
  fileprivate var shownMaterial: KeyMaterial? {
    guard let key = self as? ProductKey, !key.isSecret else { return nil }
    return key.publicValue
  }
}
