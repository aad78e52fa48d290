internal import KeyformSQL
internal import Synchronization

/// A table whose rows are made when a query first asks for them.
final class FixedRows: TableSource {
  let name: String
  let meaning: String
  let columns: [QueryColumn]
  private let make: @Sendable () -> [[QueryCell]]
  private let made = Mutex<[[QueryCell]]?>(nil)

  init(
    _ name: String, _ meaning: String, _ columns: [QueryColumn],
    _ make: @escaping @Sendable () -> [[QueryCell]]
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.make = make
  }

  private var rows: [[QueryCell]] {
    made.withLock { made in
      if let made { return made }
      let rows = make()
      made = rows
      return rows
    }
  }

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
