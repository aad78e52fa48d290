internal import KeyformCore
internal import KeyformSQL
internal import Synchronization

/// The changes of a plan: a row for each field that changes, one without a field for a release.
final class ChangeRows: TableSource {
  private let changes: [Change]
  /// The fields last asked for: a row is read column by column.
  private let recent = Mutex<(entry: Int32, fields: [FieldChange])>((-1, []))

  init(_ changes: [Change]) { self.changes = changes }

  let name = "change"
  let meaning = "What a plan would do, a row for each field; empty without a plan."
  let columns = [
    QueryColumn("action", .text, "create, update, adopt, release or delete."),
    QueryColumn("address", .text, "The entry as it shall be called; of one that goes, as it was."),
    QueryColumn("entity", .text, "key, deployment, binding, host or directory."),
    QueryColumn("name", .text, "The name behind the address' slash."),
    QueryColumn("former_name", .text, "The name before, where a plan renames; else NULL."),
    QueryColumn("field", .text, "The field as the file calls it, such as remaining.asOf."),
    QueryColumn("before", .text, "Its value in the target; NULL where there is none."),
    QueryColumn("after", .text, "Its value once the plan is applied; lists with commas."),
  ]

  var entries: Int { changes.count }
  func rows(of entry: Int) -> Int { max(1, fields(of: Int32(entry)).count) }

  func put(_ column: Int, of place: RowPlace, to sink: any SQLStatement) {
    let change = changes[Int(place.entry)]
    switch column {
    case 0: sink.bind(change.action.rawValue, at: 1)
    case 1: sink.bind(change.address.description, at: 1)
    case 2: sink.bind(change.address.kind.rawValue, at: 1)
    case 3: sink.bind(change.address.name, at: 1)
    case 4: sink.bind(change.formerName, at: 1)
    default:
      let fields = fields(of: place.entry)
      guard fields.indices.contains(Int(place.row)) else {
        sink.bind(String?.none, at: 1)
        return
      }
      let field = fields[Int(place.row)]
      switch column {
      case 5: sink.bind(field.name, at: 1)
      case 6: sink.bind(field.from.shown, at: 1)
      default: sink.bind(field.to.shown, at: 1)
      }
    }
  }

  private func fields(of entry: Int32) -> [FieldChange] {
    recent.withLock { recent in
      if recent.entry != entry { recent = (entry, changes[Int(entry)].fields) }
      return recent.fields
    }
  }
}
