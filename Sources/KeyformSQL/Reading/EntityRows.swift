internal import KeyformCore

/// Walks the rows of one kind in byte order of their names, together with their lists: several
/// ordered queries, merged. Nothing is held but the current row.
struct EntityRows<Mapping: RowMapping> {
  private let mapping: Mapping
  private var recent = RecentItems()
  private var main: RowReader
  private let lists: [ListMapping<Mapping.Value>]
  /// Parallel to `lists`.
  private let listRows: [ListRows]

  /// The rows with these names, which come in byte order; nil: all. `version` is that of the tables.
  init(
    _ database: any SQLDatabase, project: String, named names: [String]? = nil, version: Int
  ) throws(TargetError) {
    lists = Mapping.lists
    let names = names.map { database.dialect.lists.value($0) }
    var listRows: [ListRows] = []
    for list in lists {
      listRows.append(try ListRows(database, list.shape, project: project, names))
    }
    self.listRows = listRows
    let isWithheld = !database.facts.readsValues
    let sql =
      names == nil
      ? Mapping.table.select(from: 1, by: 1, at: version, withheld: isWithheld)
      : Mapping.table.select(
        from: 1, by: 2, in: database.dialect, at: version, withheld: isWithheld)
    mapping = Mapping(project: project)
    main = RowReader(
      try database.rows(sql, [project] + (names.map { [$0] } ?? [])), table: Mapping.table,
      kind: Mapping.kind, isWithheld: isWithheld)
  }

  /// The next row with its lists; nil after the last. A row of a project that cannot be read is an
  /// error. Unmanaged rows have nobody to fix them, and must not stop those who do not want them:
  /// `unreadable` is told of those that are passed over.
  mutating func next(
    unreadable: (UnreadableRow) -> Void = { _ in }
  ) throws(TargetError) -> StoredRow<Mapping.Value>? {
    if mapping.project.isEmpty { return try nextReadable(unreadable) }
    guard try main.next() else {
      for rows in listRows where rows.hasRow {
        throw .damaged(
          row: rows.table, problem: "`\(rows.ownerName)` is no \(Mapping.kind.rawValue)")
      }
      return nil
    }
    return try current()
  }

  private mutating func nextReadable(
    _ unreadable: (UnreadableRow) -> Void
  ) throws(TargetError) -> StoredRow<Mapping.Value>? {
    while try main.next() {
      do throws(TargetError) {
        return try current()
      } catch .damaged(_, let problem) {
        unreadable(UnreadableRow(address: Address(Mapping.kind, main.name), problem: problem))
        for rows in listRows { while rows.isOwned(by: main.name) { try rows.step() } }
      }
    }
    return nil
  }

  private mutating func current() throws(TargetError) -> StoredRow<Mapping.Value> {
    if main.name.isEmpty { throw main.damaged("its name is empty") }
    var row = try mapping.read(&main)
    for index in lists.indices {
      let rows = listRows[index]
      while rows.isOwned(by: main.name) {
        try lists[index].add(rows.item(), to: &row.value, of: mapping.project, &recent)
        try rows.step()
      }
    }
    return row
  }
}

/// The rows of one list table, one ahead.
private final class ListRows {
  let table: String
  private(set) var hasRow: Bool
  private let rows: any SQLRows
  private let hasSecondColumn: Bool
  private var first = ""
  private var second = ""

  init(
    _ database: any SQLDatabase, _ shape: ListShape, project: String, _ owners: String?
  ) throws(TargetError) {
    table = shape.table.name
    hasSecondColumn = shape.hasSecondColumn
    rows = try database.rows(
      owners == nil ? shape.selectAll : shape.selectNamed(database.dialect),
      [project] + shape.prefix + (owners.map { [$0] } ?? []))
    hasRow = try rows.next()
  }

  func isOwned(by name: String) -> Bool { hasRow && rows.holds(name, at: 0) }

  /// The entry that the row says it belongs to.
  var ownerName: String { rows.text(0) ?? "" }

  func step() throws(TargetError) { hasRow = try rows.next() }

  func item() -> ListItem {
    _ = rows.read(1, into: &first)
    guard hasSecondColumn else { return ListItem(first) }
    _ = rows.read(2, into: &second)
    return ListItem(first, second)
  }
}
