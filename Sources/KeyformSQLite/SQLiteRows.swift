internal import GRDBSQLite
internal import Glibc
internal import KeyformCore
internal import KeyformSQL

/// The rows of a query, read from SQLite's own memory.
final class SQLiteRows: SQLRows {
  private let statement: SQLiteStatement

  init(_ statement: SQLiteStatement) { self.statement = statement }

  deinit { statement.reset() }

  func next() throws(TargetError) -> Bool { try statement.step() }

  func isNull(_ column: Int) -> Bool {
    statement.withPointer { sqlite3_column_type($0, Int32(column)) == SQLITE_NULL }
  }

  func text(_ column: Int) -> String? {
    withBytes(column) { bytes in bytes.map { String(decoding: $0, as: UTF8.self) } }
  }

  func holds(_ text: String, at column: Int) -> Bool {
    withBytes(column) { bytes in
      guard let bytes, bytes.count == text.utf8.count else { return false }
      guard let start = bytes.baseAddress else { return true }
      var text = text
      return text.withUTF8 { own in
        own.baseAddress.map { memcmp($0, start, own.count) == 0 } ?? true
      }
    }
  }

  func integer(_ column: Int) -> Int? {
    statement.withPointer { pointer in
      guard sqlite3_column_type(pointer, Int32(column)) == SQLITE_INTEGER else { return nil }
      return Int(sqlite3_column_int64(pointer, Int32(column)))
    }
  }

  func key(_ column: Int) -> KeyMaterial? {
    withBytes(column) { bytes in
      guard let bytes else { return nil }
      return KeyMaterial(canonical: bytes.span)
    }
  }

  /// The bytes of a text; nil where the column is NULL.
  private func withBytes<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    statement.withPointer { pointer in
      guard let start = sqlite3_column_text(pointer, Int32(column)) else { return body(nil) }
      let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
      return body(UnsafeBufferPointer(start: start, count: count))
    }
  }
}
