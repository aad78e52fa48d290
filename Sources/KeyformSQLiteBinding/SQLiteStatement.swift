internal import CLibSQLite

/// A prepared statement, which ends with this object: parameters by number from 1, columns of the
/// current row by index from 0.
package final class SQLiteStatement {
  /// Good for as long as this object: every use extends its lifetime, or the optimiser frees it in
  /// the middle of a loop. Not with a closure, which costs as much as what it calls.
  package let pointer: OpaquePointer

  private let connection: SQLiteConnection
  /// Of a value that SQLite did not take: the statement does not run with another in its place.
  private var failedBind: SQLiteError?

  init(_ pointer: OpaquePointer, of connection: SQLiteConnection) {
    self.pointer = pointer
    self.connection = connection
  }

  deinit { sqlite3_finalize(pointer) }

  /// The texts are copied by SQLite.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  package func bind(_ text: String?, at parameter: Int) {
    defer { extendLifetime(self) }
    guard var text else {
      keep(sqlite3_bind_null(pointer, Int32(parameter)))
      return
    }
    keep(text.withUTF8 { bind($0, at: parameter) })
  }

  package func bind(_ integer: Int?, at parameter: Int) {
    defer { extendLifetime(self) }
    if let integer {
      keep(sqlite3_bind_int64(pointer, Int32(parameter), Int64(integer)))
    } else {
      keep(sqlite3_bind_null(pointer, Int32(parameter)))
    }
  }

  package func bind(_ text: [UInt8], at parameter: Int) {
    defer { extendLifetime(self) }
    keep(text.withUnsafeBufferPointer { bind($0, at: parameter) })
  }

  private func bind(_ bytes: UnsafeBufferPointer<UInt8>, at parameter: Int) -> Int32 {
    // An empty buffer may have no address, which SQLite would take for NULL.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return sqlite3_bind_text(pointer, Int32(parameter), "", 0, Self.transient)
    }
    return sqlite3_bind_text64(
      pointer, Int32(parameter), UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
      sqlite3_uint64(bytes.count), Self.transient, UInt8(SQLITE_UTF8))
  }

  /// Keeps the error of a call, for the next step.
  private func keep(_ code: Int32) {
    if code != SQLITE_OK { failedBind = SQLiteError(code, connection.pointer) }
  }

  /// Steps to the next row; false after the last. What failed is reset.
  package func step() throws(SQLiteError) -> Bool {
    defer { extendLifetime(self) }
    if let error = failedBind {
      failedBind = nil
      reset()
      throw error
    }
    let code = sqlite3_step(pointer)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = SQLiteError(code, connection.pointer)
      reset()
      throw error
    }
  }

  /// Before it may run anew; what is bound stays.
  package func reset() {
    defer { extendLifetime(self) }
    sqlite3_reset(pointer)
  }

  /// Of the value as it is stored, such as `SQLITE_NULL`; to be asked before it is read as a text.
  package func type(_ column: Int) -> Int32 {
    defer { extendLifetime(self) }
    return sqlite3_column_type(pointer, Int32(column))
  }

  package func integer(_ column: Int) -> Int {
    defer { extendLifetime(self) }
    return Int(sqlite3_column_int64(pointer, Int32(column)))
  }

  /// The value as a text, in SQLite's own memory: good until the next step, or until this object
  /// goes. Nil where it is NULL.
  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    defer { extendLifetime(self) }
    guard let start = sqlite3_column_text(pointer, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
    return UnsafeBufferPointer(start: start, count: count)
  }
}
