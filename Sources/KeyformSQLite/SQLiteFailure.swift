internal import GRDB
internal import GRDBSQLite
internal import KeyformCore

/// What SQLite's result codes mean to a user. Messages of the engine name tables and columns;
/// GRDB's descriptions would add bound values, so they are never passed on.
enum SQLiteFailure {
  static func targetError(_ error: any Error) -> TargetError {
    switch error {
    case let error as TargetError: error
    case let error as DatabaseError:
      targetError(code: error.extendedResultCode.rawValue, message: error.message ?? "")
    default: .failed("an unexpected failure of the database library")
    }
  }

  /// Of the statement or connection that just failed.
  static func targetError(code: Int32, connection: OpaquePointer?) -> TargetError {
    let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
    return targetError(code: code, message: message)
  }

  private static func targetError(code: Int32, message: String) -> TargetError {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .locked("another process is using the database")
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly(message)
    case SQLITE_CANTOPEN: .unreachable(message)
    case SQLITE_CORRUPT: .failed("the file is damaged: \(message)")
    case SQLITE_IOERR: .failed("input or output error: \(message)")
    case SQLITE_INTERRUPT: .interrupted
    case SQLITE_CONSTRAINT: .refused(row: "", problem: constraint(code, message))
    default: .failed(message)
    }
  }

  private static func constraint(_ code: Int32, _ message: String) -> String {
    // SQLITE_CONSTRAINT_FOREIGNKEY: SQLite does not say which one.
    if code >> 8 == 3 {
      return "a row that it refers to is missing, or another row still refers to it"
    }
    return message
  }

  /// Whether a journal of a writer that was killed has to be played back before anybody can read:
  /// `SQLITE_READONLY_ROLLBACK` and `SQLITE_READONLY_RECOVERY`.
  static func isRecoveryNeeded(_ error: DatabaseError) -> Bool {
    let code = error.extendedResultCode.rawValue
    return code == SQLITE_READONLY | 3 << 8 || code == SQLITE_READONLY | 1 << 8
  }
}
