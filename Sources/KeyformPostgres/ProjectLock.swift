internal import KeyformCore
internal import KeyformSQL

/// The lock of a project on one target: a row that an apply holds in its own transaction. It is free
/// again when the transaction ends, whatever became of the process. Who holds it stands in a second
/// row, for those who wait.
///
/// Rows alone: advisory locks and notifications are not known to every engine of this protocol.
struct ProjectLock {
  let notice: LockNotice
  let waitPolicy: WaitPolicy

  /// Begins the transaction of an apply, and takes the lock in it, waiting for other holders. The
  /// notice tells of the holder in the background; it is to be settled before the lock is let go.
  func begin(_ claim: LockClaim?, _ database: PostgresDatabase) throws(TargetError) {
    // Holders of the lock are not waited for here. Tenants who write at once meet for moments all the
    // same, where the server makes a table longer: a second at least.
    let begin = TransactionSettings.writing(
      database.connection.serverVersion, lockTimeout: max(waitPolicy.seconds, 1) * 1000)
    var backOff = RetryDelay(waitPolicy, least: 3, longest: 250)
    while true {
      let hasMeta = try SearchPath.enter(database, begin, toWrite: claim != nil)
      // The first apply makes the tables; another first one waits for it there.
      guard let claim, hasMeta else { return }
      do throws(TargetError) {
        let result = try database.run(Self.take, [Self.mutex(claim.project)])
        if result?.rowCount == 1 {
          publish(claim)
          return
        }
        try database.execute("ROLLBACK")
        try SearchPath.enter(database, Self.beside)
        try database.run(Self.make + " DO NOTHING", [Self.mutex(claim.project), ""])
        try database.execute("COMMIT")
      } catch {
        guard let failure = database.failure else { throw error }
        switch failure {
        case .held:
          database.forgetFailure()
          try database.execute("ROLLBACK")
          guard backOff.waits() else {
            if waitPolicy.isCancelled() { throw .interrupted }
            let holder = try Self.holder(claim.project, database)
            throw .locked(holder.map { "held by \($0.shown)" } ?? "another process is applying")
          }
        case .conflict, .lost, .refused, .missingTable, .other: throw error
        }
      }
    }
  }

  /// Whether somebody holds the lock now.
  static func state(
    of project: String, _ database: PostgresDatabase
  ) throws(TargetError) -> LockState {
    do throws(TargetError) {
      let hasMeta = try SearchPath.enter(database, "BEGIN; \(TransactionSettings.everyRow)")
      if hasMeta { try database.run(look, [mutex(project)]) }
      try database.execute("ROLLBACK")
      return .free
    } catch {
      if case .forbidden(let reason) = error {
        throw .forbidden(
          """
          \(reason): that somebody applies shows at a row that is locked, and to look for that takes \
          the rights of keyform_writer
          """)
      }
      guard database.failure == .held else { throw error }
      database.forgetFailure()
      try database.execute("ROLLBACK")
      return .held(try holder(project, database))
    }
  }

  private func publish(_ claim: LockClaim) {
    let holder = LockHolder.ofThisProcess(claim)
    let put = Self.make + " DO UPDATE SET value = excluded.value"
    notice.begin([
      ("\(Self.beside); SET LOCAL lock_timeout = '1s'; \(SearchPath.set(false))", []),
      (put, [Self.record(claim.project), holder.record]), ("COMMIT", []),
    ])
  }

  private static func holder(
    _ project: String, _ database: PostgresDatabase
  ) throws(TargetError) -> LockHolder? {
    let record = try database.run(
      "SELECT value FROM keyform_meta WHERE \(isNamed)", [record(project)])
    guard let record, record.rowCount == 1 else { return nil }
    return record.text(0).flatMap(LockHolder.init(record:))
  }

  /// Begins a transaction for a row of the lock alone, which need not outlive a crash of the server: so
  /// nobody waits for the disk, nor for a standby.
  private static let beside = """
    BEGIN; SET LOCAL synchronous_commit = off; \(TransactionSettings.everyRow)
    """

  /// Also outside of a transaction, where the path is the role's own.
  private static let isNamed = "name OPERATOR(pg_catalog.=) $1"
  private static let take = "SELECT name FROM keyform_meta WHERE \(isNamed) FOR UPDATE NOWAIT"
  private static let look = "SELECT value FROM keyform_meta WHERE \(isNamed) FOR SHARE NOWAIT"
  private static let make =
    "INSERT INTO keyform_meta (name, value) VALUES ($1, $2) ON CONFLICT (name)"
  private static func mutex(_ project: String) -> String { "lock/\(project)" }
  private static func record(_ project: String) -> String { "holder/\(project)" }
}
