internal import KeyformCore
internal import KeyformSQL

/// A table of managed entries, or of one of their lists, as a target would hold it. Entries have
/// their address and the place in the files besides.
struct EntryRows: TableSource {
  private let table: any InventoryTable
  private let files: [String]
  private let stored: Int
  /// The column `change_set`; nil where the table has none.
  private let changeSet: Int?
  private let changeSets: [Address: Int]
  let columns: [QueryColumn]
  let isOneRowEach: Bool

  /// Behind the columns of a target.
  private static let extra = [
    QueryColumn("address", .text, "Kind and name, such as key/win11-ent-mak."),
    QueryColumn("source_file", .text, "The file that holds the entry; NULL for rows of a target."),
    QueryColumn("source_line", .integer, "The line on which its name stands, from 1."),
  ]

  init(_ table: any InventoryTable, files: [String], changeSets: [Address: Int]) {
    self.table = table
    self.files = files
    self.changeSets = changeSets
    let shape = table.shape
    changeSet = shape.columns.firstIndex { $0.name == "change_set" }
    name = shape.name
    nameColumn = table.isByName ? table.nameColumn : nil
    stored = shape.columns.count
    isOneRowEach = table.isByName && shape.keyLength == 2
    columns =
      shape.columns.map { QueryColumn($0, of: shape.name) } + (isOneRowEach ? Self.extra : [])
  }

  let name: String
  var meaning: String { ColumnMeanings.of(table: name) }
  var estimate: Int { table.entries }
  let nameColumn: Int?

  func countRows() -> Int {
    if isOneRowEach { return table.entries }
    return (0..<table.entries).reduce(0) { $0 + table.rows(of: $1) }
  }

  func fill(_ columns: WantedColumns, to sink: any SQLStatement) {
    let known = changeSets.isEmpty ? nil : changeSet.flatMap { columns.contains($0) ? $0 : nil }
    let ofTable = columns.without(known)
    if (0..<stored).contains(where: ofTable.contains) { table.bind(ofTable, to: sink) }
    let (address, file, line) = (stored, stored + 1, stored + 2)
    guard known != nil || [address, file, line].contains(where: columns.contains) else { return }
    for entry in 0..<table.entries {
      if let known { sink.bind(changeSets[table.address(of: entry)], at: known + 1) }
      let origin = table.origin(of: entry)
      if columns.contains(address) {
        sink.bind(table.address(of: entry).description, at: address + 1)
      }
      if columns.contains(file) {
        let index = Int(origin.file)
        sink.bind(files.indices.contains(index) ? files[index] : nil, at: file + 1)
      }
      if columns.contains(line) {
        sink.bind(origin.file < 0 ? nil : Int(origin.line), at: line + 1)
      }
    }
  }
}
