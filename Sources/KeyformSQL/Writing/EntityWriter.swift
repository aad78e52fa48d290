internal import KeyformCore

/// Writes the rows of one kind, each statement prepared once.
struct EntityWriter<Mapping: RowMapping> {
  private let project: String
  /// Nil for rows of nobody.
  private let changeSet: Int?
  private let mapping: Mapping
  private let insert: any SQLStatement
  private let update: any SQLStatement
  private let delete: any SQLStatement
  private let lists: [ListStatements]

  private struct ListStatements {
    let list: Mapping.List
    let prefix: [String]
    let hasSecondColumn: Bool
    let insert: any SQLStatement
    let delete: any SQLStatement
  }

  init(
    _ database: any SQLDatabase, project: String, changeSet: Int?
  ) throws(TargetError) {
    self.project = project
    self.changeSet = changeSet
    mapping = Mapping(project: project)
    insert = try database.prepare(Mapping.table.insert)
    update = try database.prepare(Mapping.table.update)
    delete = try database.prepare(Mapping.table.delete(by: 2))
    var lists: [ListStatements] = []
    for list in Mapping.List.allCases {
      let shape = Mapping.shape(of: list)
      lists.append(
        ListStatements(
          list: list, prefix: shape.prefix, hasSecondColumn: shape.hasSecondColumn,
          insert: try database.prepare(shape.table.insert),
          delete: try database.prepare(shape.deleteOne)))
    }
    self.lists = lists
  }

  func create(_ value: Mapping.Value, material: KeyMaterial?) throws(TargetError) {
    try write(value, material: material, with: insert)
    for list in lists { try add(value, to: list) }
  }

  func update(
    from before: Mapping.Value, to after: Mapping.Value, material: KeyMaterial?
  ) throws(TargetError) {
    try write(after, material: material, with: update)
    for list in lists {
      guard try items(of: before, in: list) != items(of: after, in: list) else { continue }
      try clear(list, of: after.name)
      try add(after, to: list)
    }
  }

  func delete(_ name: String) throws(TargetError) {
    for list in lists { try clear(list, of: name) }
    var row = RowBinder(delete)
    row.text(project)
    row.text(name)
    try row.run(for: Address(Mapping.kind, name))
  }

  private func write(
    _ value: Mapping.Value, material: KeyMaterial?, with statement: any SQLStatement
  ) throws(TargetError) {
    var row = RowBinder(statement)
    row.text(project)
    row.text(value.name)
    try mapping.write(value, material: material, to: &row)
    row.count(changeSet)
    try row.run(for: value.address)
  }

  private func add(_ value: Mapping.Value, to list: ListStatements) throws(TargetError) {
    try mapping.forEachItem(of: value, in: list.list) { (item) throws(TargetError) in
      var row = RowBinder(list.insert)
      row.text(project)
      for word in list.prefix { row.text(word) }
      row.text(value.name)
      row.text(item.first)
      if list.hasSecondColumn { row.text(item.second) }
      try row.run(for: value.address)
    }
  }

  private func clear(_ list: ListStatements, of name: String) throws(TargetError) {
    var row = RowBinder(list.delete)
    row.text(project)
    for word in list.prefix { row.text(word) }
    row.text(name)
    try row.run(for: Address(Mapping.kind, name))
  }

  private func items(
    of value: Mapping.Value, in list: ListStatements
  ) throws(TargetError) -> [ListItem] {
    var items: [ListItem] = []
    try mapping.forEachItem(of: value, in: list.list) { items.append($0) }
    return items
  }
}
