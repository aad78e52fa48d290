internal import KeyformSQL

/// A table whose rows are made when a query first asks for them.
struct FixedRows: TableSource {
  let name: String
  let meaning: String
  let columns: [QueryColumn]
  let make: @Sendable () -> [[QueryCell]]
  private let made = Kept<[[QueryCell]]>()

  private var rows: [[QueryCell]] { made.value(make) }

  var nameColumn: Int? { nil }
  var isOneRowEach: Bool { false }
  var estimate: Int { rows.count }
  func countRows() -> Int { rows.count }

  func fill(_ columns: WantedColumns, to sink: any SQLStatement) {
    let columns = self.columns.indices.filter(columns.contains)
    for row in rows {
      for column in columns { sink.bind(row[column], at: column + 1) }
    }
  }
}

extension FixedRows {
  /// A table of a target.
  init(_ table: TableShape, make: @escaping @Sendable () -> [[QueryCell]]) {
    self.init(
      name: table.name, meaning: ColumnMeanings.of(table: table.name),
      columns: table.columns.map { QueryColumn($0, of: table.name) }, make: make)
  }
}
