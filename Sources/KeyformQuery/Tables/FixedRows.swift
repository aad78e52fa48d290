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

  var isOneRowEach: Bool { true }
  var entries: Int { rows.count }
  func rows(of entry: Int) -> Int { 1 }

  func put(_ column: Int, of place: RowPlace, to sink: any SQLStatement) {
    sink.put(rows[Int(place.entry)][column])
  }
}
