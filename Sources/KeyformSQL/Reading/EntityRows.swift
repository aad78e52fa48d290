internal import KeyformCore

/// Walks the rows of one kind in byte order of their names, together with their lists: several
/// ordered queries, merged. Nothing is held but the current row.
struct EntityRows<Mapping: RowMapping> {
  enum Scope {
    case all
    /// In byte order.
    case named([String])
  }

  private let mapping: Mapping
  private var recent = RecentItems()
  private var main: RowReader
  private let lists: [ListMapping<Mapping.Value>]
  /// Parallel to `lists`.
  private let listRows: [ListRows]

  /// `version` is that of the tables.
  init(
    _ database: any SQLDatabase, project: String, scope: Scope = .all, mapping: Mapping,
    version: Int = SQLSchema.version
  ) throws(TargetError) {
    let lists = Mapping.lists
    let names = scope.names.map { database.dialect.lists.value($0) }
    var listRows: [ListRows] = []
    for list in lists {
      listRows.append(
        try ListRows(database, list.shape, project: project, names))
    }
    let sql: String
    let isWithheld = !database.facts.readsValues
    var values = [project]
    if let names {
      sql = Mapping.table.select(
        from: 1, by: 2, in: database.dialect, at: version, withheld: isWithheld)
      values.append(names)
    } else {
      sql = Mapping.table.select(from: 1, by: 1, at: version, withheld: isWithheld)
    }
    self.mapping = mapping
    self.lists = lists
    self.listRows = listRows
    main = RowReader(
      try database.rows(sql, values), table: Mapping.table, kind: Mapping.kind,
      isWithheld: isWithheld)
  }

  /// The next row with its lists; nil after the last.
  mutating func next() throws(TargetError) -> StoredRow<Mapping.Value>? {
    guard try main.next() else {
      for rows in listRows where rows.hasRow {
        throw .damaged(
          row: rows.table, problem: "`\(rows.ownerName)` is no \(Mapping.kind.rawValue)")
      }
      return nil
    }
    return try current()
  }

  /// The next row that can be read, for rows that nobody looks after: `unreadable` is told of those
  /// that cannot.
  mutating func nextReadable(
    _ unreadable: (UnreadableRow) -> Void
  ) throws(TargetError) -> StoredRow<Mapping.Value>? {
    while try main.next() {
      do throws(TargetError) {
        return try current()
      } catch .damaged(_, let problem) {
        unreadable(
          UnreadableRow(address: Address(Mapping.kind, main.name), problem: problem))
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

extension EntityRows.Scope {
  fileprivate var names: [String]? {
    switch self {
    case .all: nil
    case .named(let names): names
    }
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
