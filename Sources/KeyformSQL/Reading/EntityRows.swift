internal import KeyformCore

/// Walks the rows of one kind in byte order of their names, together with their lists: several
/// ordered queries, merged. Nothing is held but the current row.
struct EntityRows<Mapping: RowMapping> {
  enum Scope {
    case all
    case named(String)
  }

  private var mapping: Mapping
  private var main: RowReader
  private var lists: [(list: Mapping.List, rows: ListRows)]

  /// `mapping` remembers words from one walk to the next.
  init(
    _ database: any SQLDatabase, project: String, scope: Scope = .all, mapping: Mapping
  ) throws(TargetError) {
    var lists: [(list: Mapping.List, rows: ListRows)] = []
    for list in Mapping.List.allCases {
      let rows = try ListRows(database, Mapping.shape(of: list), project: project, scope.name)
      lists.append((list, rows))
    }
    let sql: String
    var values = [project]
    switch scope {
    case .all: sql = Mapping.table.select(from: 1, by: 1)
    case .named(let name):
      sql = Mapping.table.select(from: 1, by: 2)
      values.append(name)
    }
    self.mapping = mapping
    self.lists = lists
    main = RowReader(
      try database.rows(sql, values), table: Mapping.table, kind: Mapping.kind)
  }

  /// The next row with its lists; nil after the last.
  mutating func next() throws(TargetError) -> StoredRow<Mapping.Value>? {
    guard try main.next() else {
      for (_, rows) in lists where rows.hasRow {
        throw .damaged(row: rows.table, problem: "a row belongs to no \(Mapping.kind.rawValue)")
      }
      return nil
    }
    var row = try mapping.read(&main)
    for (list, rows) in lists {
      while rows.isOwned(by: main.name) {
        try mapping.add(rows.item(), of: list, to: &row.value)
        try rows.step()
      }
    }
    return row
  }
}

extension EntityRows.Scope {
  fileprivate var name: String? {
    switch self {
    case .all: nil
    case .named(let name): name
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
    _ database: any SQLDatabase, _ shape: ListShape, project: String, _ owner: String?
  ) throws(TargetError) {
    table = shape.table.name
    hasSecondColumn = shape.hasSecondColumn
    rows = try database.rows(
      owner == nil ? shape.selectAll : shape.selectOne,
      [project] + shape.prefix + (owner.map { [$0] } ?? []))
    hasRow = try rows.next()
  }

  func isOwned(by name: String) -> Bool { hasRow && rows.holds(name, at: 0) }

  func step() throws(TargetError) { hasRow = try rows.next() }

  func item() -> ListItem {
    if !rows.holds(first, at: 1) { first = rows.text(1) ?? "" }
    guard hasSecondColumn else { return ListItem(first) }
    if !rows.holds(second, at: 2) { second = rows.text(2) ?? "" }
    return ListItem(first, second)
  }
}
