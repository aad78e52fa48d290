internal import KeyformCore
internal import KeyformSQL

/// A table of managed entries, or of one of their lists, as a target would hold it. Entries have
/// their address and the place in the files besides.
final class EntryRows: TableSource {
  private let table: any InventoryTable
  private let files: [String]
  private let stored: Int
  let columns: [QueryColumn]
  let isOneRowEach: Bool

  /// Behind the columns of a target.
  private static let extra = [
    QueryColumn("address", .text, "Kind and name, such as key/win11-ent-mak."),
    QueryColumn(
      "source_file", .text, "The file that holds the entry; NULL for rows of a target."),
    QueryColumn("source_line", .integer, "The line on which its name stands, from 1."),
  ]

  init(_ table: any InventoryTable, files: [String]) {
    self.table = table
    self.files = files
    let shape = table.shape
    name = shape.name
    nameColumn = table.isByName ? table.nameColumn : nil
    stored = shape.columns.count
    isOneRowEach = table.isByName && shape.keyLength == 2
    columns =
      shape.columns.map { QueryColumn($0, of: shape.name) } + (isOneRowEach ? Self.extra : [])
  }

  let name: String
  var meaning: String { ColumnMeanings.of(table: name) }
  var entries: Int { table.entries }
  let nameColumn: Int?
  func entry(named name: String) -> Int? { table.entry(named: name) }
  func rows(of entry: Int) -> Int { isOneRowEach ? 1 : table.rows(of: entry) }

  func put(_ column: Int, of place: RowPlace, to sink: any SQLStatement) {
    let entry = Int(place.entry)
    switch column - stored {
    case 0: sink.bind(table.address(of: entry).description, at: 1)
    case 1:
      let file = Int(table.origin(of: entry).file)
      sink.bind(files.indices.contains(file) ? files[file] : nil, at: 1)
    case 2:
      let origin = table.origin(of: entry)
      sink.bind(origin.file < 0 ? nil : Int(origin.line), at: 1)
    default: table.bind(column, row: Int(place.row), of: entry, to: sink)
    }
  }
}
