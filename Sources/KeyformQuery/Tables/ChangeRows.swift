internal import KeyformCore
internal import KeyformSQL
internal import Synchronization

/// The changes of a plan: a row for each field that changes, one without a field for a release.
final class ChangeRows: LiveSource {
  private let changes: [Change]
  /// The first row of each change, and the row behind the last; nil until somebody counts them.
  private let firstRows = Kept<[Int]>()
  /// What was last asked for: a row is read column by column, and the next row follows.
  private let recent = Mutex(Place())

  private struct Place {
    var change = -1
    var rows = 0..<0
    var fields: [FieldChange] = []
  }

  init(_ changes: [Change]) { self.changes = changes }

  let name = "change"
  let meaning = "What a plan would do, a row for each field; empty without a plan."
  let columns = [
    QueryColumn("action", .text, "create, update, adopt, release or delete."),
    QueryColumn("address", .text, "The entry as it shall be called; of one that goes, as it was."),
    QueryColumn("entity", .text, "\(EntityKind.listed)."),
    QueryColumn("name", .text, "The name behind the address' slash."),
    QueryColumn("former_name", .text, "The name before, where a plan renames; else NULL."),
    QueryColumn("field", .text, "The field as the file calls it, such as remaining.asOf."),
    QueryColumn("before", .text, "Its value in the target; NULL where there is none."),
    QueryColumn("after", .text, "Its value once the plan is applied; lists with commas."),
  ]

  var nameColumn: Int? { nil }
  var isOneRowEach: Bool { false }
  var estimate: Int { changes.count }
  func countRows() -> Int { starts.last ?? 0 }

  private var starts: [Int] {
    firstRows.value {
      var counted = [0]
      counted.reserveCapacity(changes.count + 1)
      var rows = 0
      for change in changes {
        rows += max(1, change.fields.count)
        counted.append(rows)
      }
      return counted
    }
  }

  func put(_ column: Int, of row: Int, to sink: any SQLStatement) {
    let (index, field) = place(of: row)
    let change = changes[index]
    switch column {
    case 0: sink.bind(change.action.rawValue, at: column + 1)
    case 1: sink.bind(change.address.description, at: column + 1)
    case 2: sink.bind(change.address.kind.rawValue, at: column + 1)
    case 3: sink.bind(change.address.name, at: column + 1)
    case 4: sink.bind(change.formerName, at: column + 1)
    case 5: sink.bind(field?.name, at: column + 1)
    case 6: sink.bind(field?.from.shown, at: column + 1)
    default: sink.bind(field?.to.shown, at: column + 1)
    }
  }

  private func place(of row: Int) -> (change: Int, field: FieldChange?) {
    recent.withLock { recent in
      if !recent.rows.contains(row) {
        let starts = starts
        let change = Self.change(of: row, in: starts)
        recent = Place(
          change: change, rows: starts[change]..<starts[change + 1], fields: changes[change].fields)
      }
      let field = row - recent.rows.lowerBound
      return (recent.change, recent.fields.indices.contains(field) ? recent.fields[field] : nil)
    }
  }

  /// The last whose first row is not behind `row`.
  private static func change(of row: Int, in starts: [Int]) -> Int {
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }
}
