internal import CLibSQLite
internal import KeyformCore
internal import KeyformSQLiteBinding

/// What SQLite's result codes mean to a user.
extension SQLiteError {
  var meaning: TargetError {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .locked("another process is using the database")
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly(message)
    case SQLITE_CANTOPEN: .unreachable(message)
    case SQLITE_CORRUPT: .failed("the file is damaged: \(message)")
    case SQLITE_IOERR: .failed("input or output error: \(message)")
    case SQLITE_INTERRUPT: .interrupted
    case SQLITE_CONSTRAINT: .refused(row: "", problem: constraint)
    default: .failed(message)
    }
  }

  private var constraint: String {
    // SQLITE_CONSTRAINT_FOREIGNKEY: SQLite does not say which one.
    code >> 8 == 3
      ? "a row that it refers to is missing, or another row still refers to it" : message
  }

  /// Whether a journal of a writer that was killed has to be played back before anybody can read:
  /// `SQLITE_READONLY_ROLLBACK` and `SQLITE_READONLY_RECOVERY`.
  var isRecoveryNeeded: Bool {
    code == SQLITE_READONLY | 3 << 8 || code == SQLITE_READONLY | 1 << 8
  }
}
