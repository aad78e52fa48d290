internal import KeyformCore

/// The rows of the entries of one kind, or of one of their lists. Not generic, but made by functions
/// that are: each closure is compiled for its kind, which a call through a protocol would not be.
struct EntryTable: InventoryTable {
  let shape: TableShape
  let nameColumn: Int
  let entries: Int
  /// Nil: one row each.
  private let count: (@Sendable (Int) -> Int)?
  private let put: @Sendable (WantedColumns, any SQLStatement) -> Void
  private let place: @Sendable (Int) -> (address: Address, origin: EntryOrigin)

  var isByName: Bool { true }
  func rows(of entry: Int) -> Int { count?(entry) ?? 1 }
  func address(of entry: Int) -> Address { place(entry).address }
  func origin(of entry: Int) -> EntryOrigin { place(entry).origin }
  func bind(_ columns: WantedColumns, to statement: any SQLStatement) { put(columns, statement) }

  /// The entries themselves.
  @inline(__always)
  static func rows<Mapping: RowMapping>(
    of mapping: Mapping, _ entries: [Entry<Mapping.Value>], project: String
  ) -> EntryTable {
    let shape = Mapping.table
    let changeSet = shape.columns.count - 1
    let value = shape.columns.firstIndex { $0.name == "value" }
    return EntryTable(
      shape: shape, nameColumn: 1, entries: entries.count, count: nil,
      put: { columns, statement in
        let hasMaterial = value.map { columns.contains($0) } ?? false
        for entry in entries {
          if columns.contains(0) { statement.bind(project, at: 1) }
          if columns.contains(1) { statement.bind(entry.name, at: 2) }
          var row = RowBinder(statement, only: columns, from: 2)
          let material = hasMaterial ? entry.value.shownMaterial : nil
          // What a target would refuse is taken here; nothing is thrown.
          try? mapping.write(entry.value, material: material, to: &row)
          if columns.contains(changeSet) { statement.bind(Int?.none, at: changeSet + 1) }
        }
      },
      place: { (entries[$0].value.address, entries[$0].origin) })
  }

  /// One of their lists.
  @inline(__always)
  static func items<Value: Managed>(
    of list: ListMapping<Value>, _ entries: [Entry<Value>], project: String
  ) -> EntryTable {
    let form = list.shape
    let owner = form.ownerLength - 1
    return EntryTable(
      shape: form.table, nameColumn: owner, entries: entries.count,
      count: { entry in
        var count = 0
        try? list.forEachItem(of: entries[entry].value, of: project) { _ in count += 1 }
        return count
      },
      put: { columns, statement in
        for entry in entries {
          try? list.forEachItem(of: entry.value, of: project) { item in
            if columns.contains(0) { statement.bind(project, at: 1) }
            for column in 1..<owner where columns.contains(column) {
              statement.bind(form.prefix[column - 1], at: column + 1)
            }
            if columns.contains(owner) { statement.bind(entry.name, at: owner + 1) }
            if columns.contains(owner + 1) { statement.bind(item.first, at: owner + 2) }
            if columns.contains(owner + 2) { statement.bind(item.second, at: owner + 3) }
          }
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
