internal import KeyformCore

/// Writes the changes of an order in a sequence in which every foreign key holds at every step:
/// what refers goes first and comes last.
struct ChangeWriter {
  let database: any SQLDatabase
  let project: String
  let changeSet: Int
  let total: Int
  let progress: ProgressReport
  private(set) var done = 0

  mutating func write(_ changes: PlacedChanges) throws(TargetError) {
    let kinds = EntityKind.allCases
    for kind in kinds where !kind.isReferredTo { try write(changes, kind, .deletes) }
    for kind in kinds { try write(changes, kind, .puts) }
    for kind in kinds.reversed() where kind.isReferredTo { try write(changes, kind, .deletes) }
    progress("changes applied", done, of: total)
  }

  /// Writes the values of keys that their rows did not bring along: of rows that were there, and of all
  /// where something of others could show a refused row. Everything else is written by then, and every
  /// constraint of a row without its value has held.
  func reveal(_ placed: PlacedChanges) throws(TargetError) {
    let isWritten = database.facts.keysAreOurs
    let statement = try database.prepare(TableWrite(.reveal, KeyMapping.table))
    for owner in RowOwner.allCases {
      for change in placed[owner][ProductKey.self] {
        guard let after = change.after else { continue }
        let stands =
          change.before != nil ? change.storedMaterial : isWritten ? change.material : nil
        if stands == change.material { continue }
        var row = RowBinder(statement)
        row.text(owner.column(of: project))
        row.text(after.name)
        KeyMapping.write(change.material, to: &row)
        try row.run(for: after.value.address)
      }
    }
  }

  private enum Part { case deletes, puts }

  private mutating func write(
    _ placed: PlacedChanges, _ kind: EntityKind, _ part: Part
  ) throws(TargetError) {
    var work = Work(writer: self, placed: placed, part: part)
    try kind.visit(&work)
    self = work.writer
  }

  private struct Work: MappingVisitor {
    var writer: ChangeWriter
    let placed: PlacedChanges
    let part: Part

    mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) throws(TargetError) {
      for owner in RowOwner.allCases {
        let changes = placed[owner][Mapping.Value.self]
        switch part {
        case .deletes:
          let gone = changes.filter { $0.after == nil }.map(\.name)
          if gone.isEmpty { continue }
          try writer.entityWriter(of: owner, mapping).delete(gone) {
            () throws(TargetError) in try writer.step()
          }
        case .puts:
          guard changes.contains(where: { $0.after != nil }) else { continue }
          try writer.entityWriter(of: owner, mapping).put(changes) {
            () throws(TargetError) in try writer.step()
          }
        }
      }
    }
  }

  /// Unmanaged rows belong to no change set: those are of a project.
  private func entityWriter<Mapping: RowMapping>(
    of owner: RowOwner, _ mapping: Mapping.Type
  ) throws(TargetError) -> EntityWriter<Mapping> {
    try EntityWriter(
      database, project: owner.column(of: project),
      changeSet: owner == .project ? changeSet : nil)
  }

  private mutating func step() throws(TargetError) {
    done += 1
    guard done % 1_000 == 0 else { return }
    progress("changes applied", done, of: total)
    if progress.isCancelled { throw .interrupted }
  }

  /// The facts of the product ids in use, as the catalogue states them now.
  func write(_ products: [ProductRow]) throws(TargetError) {
    // All projects share these rows: what is there already must not make writers meet.
    let ids = products.map(\.id)
    let rows = try database.rows(
      SQLSchema.product.select(from: 0, by: 1, in: database.dialect),
      [database.dialect.lists.value(ids)])
    var present = Set<ProductRow>()
    while try rows.next() {
      present.insert(
        ProductRow(id: rows.text(0) ?? "", editionID: rows.text(1), name: rows.text(2) ?? ""))
    }
    let statement = try database.prepare(TableWrite(.put, SQLSchema.product))
    for product in products where !present.contains(product) {
      statement.bind(product.id, at: 1)
      statement.bind(product.editionID, at: 2)
      statement.bind(product.name, at: 3)
      try statement.run()
    }
  }
}

/// Writes the rows of one kind, each statement prepared once.
struct EntityWriter<Mapping: RowMapping> {
  private let project: String
  /// Nil for unmanaged rows.
  private let changeSet: Int?
  /// Whether new rows bring along what is withheld.
  private let sendsMaterial: Bool
  private let mapping: Mapping
  private let insert: any SQLStatement
  private let update: any SQLStatement
  private let delete: any SQLStatement
  private let lists: [ListStatements]

  private struct ListStatements {
    let list: ListMapping<Mapping.Value>
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
    sendsMaterial = database.facts.keysAreOurs
    mapping = Mapping(project: project)
    insert = try database.prepare(TableWrite(.insert, Mapping.table))
    update = try database.prepare(TableWrite(.update, Mapping.table))
    delete = try database.prepare(TableWrite(.delete(by: 2), Mapping.table))
    var lists: [ListStatements] = []
    for list in Mapping.lists {
      let shape = list.shape
      lists.append(
        ListStatements(
          list: list, prefix: shape.prefix, hasSecondColumn: shape.hasSecondColumn,
          insert: try database.prepare(TableWrite(.insert, shape.table)),
          delete: try database.prepare(shape.deleteOne)))
    }
    self.lists = lists
  }

  /// Creates and updates rows, `step` after each. Statement by statement, as engines write the rows
  /// of one statement together: what lists had first, then the rows that lists refer to.
  func put(
    _ changes: [RowChange<Mapping.Value>], step: () throws(TargetError) -> Void
  ) throws(TargetError) {
    // By their places, as a change is large and mostly one or two of its parts are asked for.
    for list in lists {
      for index in changes.indices where changes[index].before != nil {
        if try hasNew(list, changes[index]) { try clear(list, of: changes[index].name) }
      }
    }
    for index in changes.indices where changes[index].before != nil {
      guard let after = changes[index].after else { continue }
      try write(after.value, material: nil, with: update)
      try step()
    }
    for index in changes.indices where changes[index].before == nil {
      guard let after = changes[index].after else { continue }
      let material = sendsMaterial ? changes[index].material : nil
      try write(after.value, material: material, with: insert)
      try step()
    }
    for list in lists {
      for index in changes.indices {
        guard let after = changes[index].after else { continue }
        if changes[index].before != nil, try !hasNew(list, changes[index]) { continue }
        try add(after.value, to: list)
      }
    }
  }

  func delete(_ names: [String], step: () throws(TargetError) -> Void) throws(TargetError) {
    for list in lists {
      for name in names { try clear(list, of: name) }
    }
    for name in names {
      var row = RowBinder(delete)
      row.text(project)
      row.text(name)
      try row.run(for: Address(Mapping.kind, name))
      try step()
    }
  }

  /// Whether the list is to be written, and is not as it was.
  private func hasNew(
    _ list: ListStatements, _ change: RowChange<Mapping.Value>
  ) throws(TargetError) -> Bool {
    guard let after = change.after else { return false }
    guard let before = change.before else { return true }
    return try items(of: before.value, in: list) != items(of: after.value, in: list)
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
    try list.list.forEachItem(of: value, of: project) { (item) throws(TargetError) in
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
    try list.list.forEachItem(of: value, of: project) { items.append($0) }
    return items
  }
}
