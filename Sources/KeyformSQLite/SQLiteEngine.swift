internal import KeyformCore
internal import KeyformSQL
internal import KeyformSQLiteBinding

/// Opens a SQLite file for one transaction at a time.
struct SQLiteEngine: SQLEngine {
  let file: SQLiteFile
  let waitPolicy: WaitPolicy

  func reading<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result? {
    guard try file.isThere() else {
      try file.checkFolder()
      return nil
    }
    do throws(TargetError) {
      return try transaction("BEGIN", on: try open(.reading), body)
    } catch {
      throw heeding(error)
    }
  }

  /// A commit either happens or fails before this returns.
  func writing<Result>(
    _ claim: LockClaim?, _ progress: ProgressReport,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    committed: (any SQLDatabase, Result) throws(TargetError) -> Result?
  ) throws(TargetError) -> Result {
    let isNew = try file.makeWritable()
    do throws(TargetError) {
      let lock: SQLiteLock? = if let claim { try SQLiteLock(file, claim, waitPolicy) } else { nil }
      defer { lock?.release() }
      return try transaction("BEGIN IMMEDIATE", on: try open(.writing), body, progress) {
        (database) throws(TargetError) in
        if try isOurs(database) { try file.makePrivate() }
      }
    } catch {
      if isNew { file.remove() }
      throw heeding(error)
    }
  }

  func lockState(project: String) throws(TargetError) -> LockState {
    // A file that is missing may still be made; what is no database is not free for anybody.
    if try !file.isThere() { try file.checkFolder() }
    return try SQLiteLock.state(of: file)
  }

  /// The file may be another's: what its schema says runs no function that is not harmless, and a
  /// damaged page is found before it is followed. What refers to a row keeps it.
  private static let settings = [
    "foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON",
  ]

  /// Deleted values are overwritten, whatever the library was built with; and a commit that was told
  /// survives a power cut (docs/decisions/0017-what-a-sqlite-commit-waits-for.md).
  private static let writerSettings = settings + ["secure_delete = ON", "synchronous = EXTRA"]

  /// `begun` runs before `body`.
  private func transaction<Result>(
    _ begin: String, on connection: SQLiteConnection,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    _ progress: ProgressReport = ProgressReport(),
    begun: (SQLiteDatabase) throws(TargetError) -> Void = { (_) throws(TargetError) in }
  ) throws(TargetError) -> Result {
    let database = SQLiteDatabase(connection)
    // A failure that ends the transaction by itself leaves nothing to roll back.
    defer { if connection.isInTransaction { try? connection.execute("ROLLBACK") } }
    try database.execute(begin)
    try begun(database)
    let result = try body(database)
    progress.committing(.sent)
    do throws(TargetError) {
      try database.execute("COMMIT")
    } catch {
      progress.committing(.refused)
      throw error
    }
    return result
  }

  /// What is another program's is left alone, its mode too.
  private func isOurs(_ database: SQLiteDatabase) throws(TargetError) -> Bool {
    let rows = try database.rows(
      """
      SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'keyform_meta') \
      OR NOT EXISTS (SELECT 1 FROM sqlite_master)
      """, [])
    return try rows.next() && rows.integer(0) == 1
  }

  /// Where a writer was killed in the middle, whoever comes next takes its half-written pages back
  /// first (`recovering`), for which SQLite needs write access; no row changes. Not from anybody's
  /// journal.
  private func open(
    _ access: SQLiteConnection.Access, recovering: Bool = true
  ) throws(TargetError) -> SQLiteConnection {
    do throws(SQLiteError) {
      let connection = try SQLiteConnection(file.path, access)
      connection.whileLocked { [waitPolicy] in waitPolicy.waits(try: $0) }
      for setting in access == .reading ? Self.settings : Self.writerSettings {
        try connection.execute("PRAGMA \(setting)")
      }
      // SQLite opens anything, and would say only later that it is no database, or needs recovery.
      try connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
      return connection
    } catch {
      guard recovering, error.isRecoveryNeeded else { throw error.meaning }
    }
    try file.checkOwners()
    _ = try open(.writing)
    return try open(access, recovering: false)
  }

  /// A wait for a lock that was given up because of a signal is no lock that never opened.
  private func heeding(_ error: TargetError) -> TargetError {
    if case .locked = error, waitPolicy.isCancelled() { return .interrupted }
    return error
  }
}
