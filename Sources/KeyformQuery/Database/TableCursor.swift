internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQL

/// One walk of SQLite over a table.
final class TableCursor {
  private let table: QueryTable
  private let sink: ResultSink
  private var place = RowPlace(entry: 0, row: 0)
  private var rowsOfEntry = 0
  /// The entry behind the last.
  private var end = 0
  private var index: ColumnIndex?
  /// The row of the index; -1 behind the last.
  private var link: Int32 = -1

  init(_ table: QueryTable) {
    self.table = table
    sink = ResultSink(table.mask)
  }

  var isAtEnd: Bool { index == nil ? Int(place.entry) >= end : link < 0 }

  var rowID: Int64 { Int64(place.entry) << 24 | Int64(place.row) }

  func walkAll() { walk(from: 0, to: table.source.entries) }

  /// Rows whose column has this text; SQLite looks again.
  func walk(_ column: Int, equals text: String?) {
    guard let text else {
      walk(from: 0, to: 0)
      return
    }
    if column == table.source.nameColumn {
      let entry = table.source.entry(named: text)
      walk(from: entry ?? 0, to: entry.map { $0 + 1 } ?? 0)
      return
    }
    let index = table.index(of: column)
    self.index = index
    link = index.first(text)
    if link >= 0 { place = index.place(link) }
  }

  private func walk(from start: Int, to end: Int) {
    index = nil
    self.end = end
    place = RowPlace(entry: Int32(start), row: 0)
    settle()
  }

  /// Steps over entries without rows.
  private func settle() {
    if table.source.isOneRowEach { return }
    while Int(place.entry) < end {
      rowsOfEntry = table.source.rows(of: Int(place.entry))
      if Int(place.row) < rowsOfEntry { return }
      place = RowPlace(entry: place.entry + 1, row: 0)
    }
  }

  func next() {
    if let index {
      link = index.row(after: link)
      if link >= 0 { place = index.place(link) }
    } else if table.source.isOneRowEach {
      place.entry += 1
    } else {
      place.row += 1
      if Int(place.row) >= rowsOfEntry {
        place = RowPlace(entry: place.entry + 1, row: 0)
        settle()
      }
    }
  }

  func put(_ column: Int, into context: OpaquePointer?) {
    sink.context = context
    table.source.put(column, of: place, to: sink)
  }
}

/// Hands a value to SQLite. What is shaped like a secret key is masked before any expression can
/// take it apart.
final class ResultSink: SQLStatement {
  var context: OpaquePointer?
  private let mask: @Sendable (String) -> String

  init(_ mask: @escaping @Sendable (String) -> String) { self.mask = mask }

  /// A shorter text holds no key.
  private static let shortest = 20

  func bind(_ text: String?, at parameter: Int) {
    guard var text else { return sqlite3_result_null(context) }
    if text.utf8.count >= Self.shortest { text = mask(text) }
    text.withUTF8 { bytes in
      // An empty buffer may have no address, which SQLite would take for NULL.
      if bytes.isEmpty { return keyform_sqlite_result_text(context, "", 0) }
      keyform_sqlite_result_text(context, bytes.baseAddress, sqlite3_uint64(bytes.count))
    }
  }

  func bind(_ integer: Int?, at parameter: Int) {
    if let integer {
      sqlite3_result_int64(context, Int64(integer))
    } else {
      sqlite3_result_null(context)
    }
  }

  func bind(_ text: [UInt8], at parameter: Int) {
    bind(String(decoding: text, as: UTF8.self), at: parameter)
  }

  func run() throws(TargetError) {}
}
