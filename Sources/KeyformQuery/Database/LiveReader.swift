internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQL

/// Hands values of a live table to SQLite. What is shaped like a secret key is masked before any
/// expression can take it apart.
final class LiveReader: SQLStatement {
  private let source: any LiveSource
  private let mask: @Sendable (String) -> String
  private var context: OpaquePointer?

  /// Nil for a table whose columns are stored.
  init?(_ table: QueryTable) {
    guard let source = table.source as? any LiveSource else { return nil }
    self.source = source
    mask = table.mask
  }

  func put(_ column: Int, of row: Int, into context: OpaquePointer?) {
    self.context = context
    source.put(column, of: row, to: self)
  }

  func bind(_ text: String?, at parameter: Int) {
    guard var text else { return sqlite3_result_null(context) }
    if text.utf8.count >= ColumnsBuilder.shortestKey { text = mask(text) }
    text.withUTF8 { bytes in
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

  func run() throws(TargetError) {}
}
