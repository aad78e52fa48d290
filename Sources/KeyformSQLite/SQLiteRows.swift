internal import GRDBSQLite
internal import Glibc
internal import KeyformCore
internal import KeyformSQL

/// The rows of a query, read from SQLite's own memory.
final class SQLiteRows: SQLRows {
  private let statement: SQLiteStatement
  private let pointer: OpaquePointer

  init(_ statement: SQLiteStatement) {
    self.statement = statement
    pointer = statement.pointer
  }

  deinit { statement.reset() }

  func next() throws(TargetError) -> Bool { try statement.step() }

  func isNull(_ column: Int) -> Bool {
    withExtendedLifetime(statement) {
      sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
    }
  }

  func text(_ column: Int) -> String? {
    withBytes(column) { bytes in bytes.map { String(decoding: $0, as: UTF8.self) } }
  }

  func read(_ column: Int, into text: inout String) -> SQLText {
    withBytes(column) { bytes in
      guard let bytes else { return .null }
      if Self.isEqual(&text, bytes) { return .unchanged }
      text = String(decoding: bytes, as: UTF8.self)
      return .changed
    }
  }

  func holds(_ text: String, at column: Int) -> Bool {
    withBytes(column) { bytes in
      guard let bytes else { return false }
      var text = text
      return Self.isEqual(&text, bytes)
    }
  }

  func integer(_ column: Int) -> Int? {
    withExtendedLifetime(statement) {
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

  @inline(__always)
  private static func isEqual(_ text: inout String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == text.utf8.count, let start = bytes.baseAddress else {
      return bytes.isEmpty && text.isEmpty
    }
    return text.withUTF8 { own in
      own.baseAddress.map { memcmp($0, start, own.count) == 0 } ?? true
    }
  }

  /// The bytes of a text; nil where the column is NULL.
  @inline(__always)
  private func withBytes<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    withExtendedLifetime(statement) {
      guard let start = sqlite3_column_text(pointer, Int32(column)) else { return body(nil) }
      let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
      return body(UnsafeBufferPointer(start: start, count: count))
    }
  }
}
