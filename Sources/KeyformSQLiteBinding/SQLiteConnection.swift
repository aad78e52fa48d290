internal import CLibSQLite

/// One connection to a SQLite database, closed with this object. Used by one thread at a time.
package final class SQLiteConnection {
  /// Good for as long as this object.
  package let pointer: OpaquePointer
  private var isWaiting: ((Int) -> Bool)?
  private var kept: [AnyObject] = []

  package enum Access {
    case reading
    /// Makes the file where it is not there.
    case writing
    /// Of a database without a file, which goes with the connection.
    case memory

    fileprivate var flags: Int32 {
      switch self {
      case .reading: SQLITE_OPEN_READONLY
      case .writing: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .memory:
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE
      }
    }
  }

  /// `files` is the name of the file system (`sqlite3_vfs`) that it sees; nil: the system's.
  ///
  /// Words in double quotes are names and never texts: a misspelt column is an error.
  package init(_ path: String, _ access: Access, files: String? = nil) throws(SQLiteError) {
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(
      path, &opened, access.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, files)
    guard status == SQLITE_OK, let opened else {
      let error = SQLiteError(status, opened)
      sqlite3_close_v2(opened)
      throw error
    }
    pointer = opened
    keyform_sqlite_names_in_quotes(opened)
  }

  /// Statements hold on to their connection, and it to what it was given to keep.
  deinit { sqlite3_close_v2(pointer) }

  /// Keeps what SQLite was given the address of until the connection is closed.
  package func keep(_ objects: [AnyObject]) { kept += objects }

  /// Asks `wait`, with the number of times it was asked for this lock, whether to try again where
  /// another process holds one. It does the waiting.
  package func whileLocked(_ wait: @escaping (Int) -> Bool) {
    isWaiting = wait
    sqlite3_busy_handler(
      pointer,
      { own, number in
        guard let own else { return 0 }
        let connection = Unmanaged<SQLiteConnection>.fromOpaque(own).takeUnretainedValue()
        return connection.isWaiting?(Int(number)) == true ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs statements without parameters, and passes over their rows.
  package func execute(_ sql: String) throws(SQLiteError) {
    let status = sqlite3_exec(pointer, sql, nil, nil, nil)
    guard status == SQLITE_OK else { throw SQLiteError(status, pointer) }
  }

  /// The statement that begins at byte `start`, and where what follows it begins; nil where there
  /// are only blanks and comments.
  package func prepare(
    _ sql: String, from start: Int = 0
  ) throws(SQLiteError) -> (statement: SQLiteStatement?, end: Int) {
    var sql = sql
    var prepared: OpaquePointer?
    var end = start
    let status = sql.withUTF8 { bytes in
      guard let base = bytes.baseAddress, start < bytes.count else { return SQLITE_OK }
      var tail: UnsafePointer<CChar>?
      let status = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
        sqlite3_prepare_v3(pointer, text + start, Int32(bytes.count - start), 0, &prepared, &tail)
      }
      end = tail.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      return status
    }
    guard status == SQLITE_OK else { throw SQLiteError(status, pointer) }
    return (prepared.map { SQLiteStatement($0, of: self) }, end)
  }

  /// Whether a transaction was begun and has not ended. Some failures end it by themselves.
  package var isInTransaction: Bool { sqlite3_get_autocommit(pointer) == 0 }

  /// What SQLite says of the last call that failed.
  package var message: String? { sqlite3_errmsg(pointer).map { String(cString: $0) } }
}

/// A call that failed. SQLite's messages name tables and columns, and never a bound value.
package struct SQLiteError: Error {
  /// SQLite's extended result code; the lower eight bits are the plain one.
  package let code: Int32
  package let message: String

  /// Of the connection whose last call failed.
  init(_ code: Int32, _ connection: OpaquePointer?) {
    self.code = code
    message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
  }
}
