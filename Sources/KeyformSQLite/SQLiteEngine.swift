internal import GRDB
internal import KeyformCore
internal import KeyformSQL

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
    do {
      return try transaction("BEGIN", .reading, body)
    } catch let error as DatabaseError where SQLiteFailure.isRecoveryNeeded(error) {
      // A writer was killed in the middle. Whoever comes next takes its half-written pages back,
      // for which SQLite needs write access; no row changes. Not from anybody's journal.
      try file.checkOwners()
      try mapped { try open(.writing).inDatabase { try $0.execute(sql: "PRAGMA user_version") } }
      return try mapped { try transaction("BEGIN", .reading, body) }
    } catch {
      throw failure(error)
    }
  }

  /// A commit either happens or fails before this returns.
  func writing<Result>(
    _ claim: LockClaim?, _ progress: ProgressReport,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    committed: (any SQLDatabase, Result) throws(TargetError) -> Result?
  ) throws(TargetError) -> Result {
    let isNew = try file.makeWritable()
    do {
      let lock = try claim.map { try SQLiteLock(file, $0, waitPolicy) }
      defer { lock?.release() }
      return try transaction("BEGIN IMMEDIATE", .writing, body, progress)
    } catch {
      if isNew { file.remove() }
      throw failure(error)
    }
  }

  func lockState(project: String) throws(TargetError) -> LockState {
    // A file that is missing may still be made; what is no database is not free for anybody.
    if try !file.isThere() { try file.checkFolder() }
    return try SQLiteLock.state(of: file)
  }

  private enum Access { case reading, writing }

  /// The file may be another's: what its schema says runs no function that is not harmless, and a
  /// damaged page is found before it is followed.
  private static let settings = ["trusted_schema = OFF", "cell_size_check = ON"]

  /// Deleted values are overwritten, whatever the library was built with; and a commit that was told
  /// survives a power cut (docs/decisions/0017-what-a-sqlite-commit-waits-for.md).
  private static let writerSettings = ["secure_delete = ON", "synchronous = EXTRA"]

  private func transaction<Result>(
    _ begin: String, _ access: Access,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    _ progress: ProgressReport = ProgressReport()
  ) throws -> Result {
    try open(access).inDatabase { database in
      // A failure that ends the transaction by itself leaves nothing to roll back.
      defer { if database.isInsideTransaction { try? database.execute(sql: "ROLLBACK") } }
      try database.execute(sql: begin)
      if access == .writing, try isOurs(database) { try file.makePrivate() }
      let result = try body(SQLiteDatabase(database))
      progress.committing(.sent)
      do {
        try database.execute(sql: "COMMIT")
      } catch {
        progress.committing(.refused)
        throw error
      }
      return result
    }
  }

  /// What is another program's is left alone, its mode too.
  private func isOurs(_ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'keyform_meta') \
        OR NOT EXISTS (SELECT 1 FROM sqlite_master)
        """) ?? false
  }

  private func open(_ access: Access) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .reading
    configuration.busyMode = .callback { [waitPolicy] in waitPolicy.waits(try: $0) }
    let settings = Self.settings + (access == .writing ? Self.writerSettings : [])
    configuration.prepareDatabase { database in
      for setting in settings { try database.execute(sql: "PRAGMA \(setting)") }
    }
    return try DatabaseQueue(path: file.path, configuration: configuration)
  }

  /// A wait for a lock that was given up because of a signal is no lock that never opened.
  private func failure(_ error: any Error) -> TargetError {
    let failure = SQLiteFailure.targetError(error)
    if case .locked = failure, waitPolicy.isCancelled() { return .interrupted }
    return failure
  }

  private func mapped<Result>(_ body: () throws -> Result) throws(TargetError) -> Result {
    do {
      return try body()
    } catch {
      throw SQLiteFailure.targetError(error)
    }
  }
}
