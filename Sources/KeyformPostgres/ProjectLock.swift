internal import Dispatch
internal import Glibc
internal import KeyformCore
internal import KeyformSQL

/// The lock of a project on one target: a row that an apply holds in its own transaction. It is free
/// again when the transaction ends, whatever became of the process. Who holds it stands in a second
/// row, for those who wait.
///
/// Rows alone: advisory locks and notifications are not known to every engine of this protocol.
struct ProjectLock {
  let connector: Connector
  let patience: Patience

  /// Begins the transaction of an apply, and takes the lock in it, waiting for other holders. What is
  /// returned tells of the holder in the background, and is to be waited for before the lock is let go.
  func begin(
    _ claim: LockClaim?, _ database: PostgresDatabase
  ) throws(TargetError) -> DispatchGroup {
    let publication = DispatchGroup()
    // Holders of the lock are not waited for here. Tenants who write at once meet for moments all the
    // same, where the server makes a table longer: a second at least.
    let wait = max(patience.seconds, 1) * 1000
    let begin = """
      BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL standard_conforming_strings = on; \
      SET LOCAL lock_timeout = '\(wait)ms'
      """
    var backOff = BackOff(patience, least: 3, longest: 250)
    while true {
      guard let claim else {
        try database.execute("\(begin); \(SearchPath.set)")
        return publication
      }
      try database.execute(begin)
      do throws(TargetError) {
        let result = try database.run(Self.take, [Self.mutex(claim.project)])
        if result?.rowCount == 1 {
          publish(claim, publication)
          return publication
        }
        try database.execute("ROLLBACK")
        try database.run(Self.make + " DO NOTHING", [Self.mutex(claim.project), ""])
      } catch {
        guard let failure = database.failure else { throw error }
        switch failure {
        case .held:
          database.forgetFailure()
          try database.execute("ROLLBACK")
          guard backOff.waits() else {
            if patience.isCancelled() { throw .interrupted }
            let holder = try holder(claim.project, database)
            throw .locked(holder.map { "held by \($0.shown)" } ?? "another process is applying")
          }
        case .missingTable:
          // The first apply makes the tables; another first one waits for it there.
          database.forgetFailure()
          try database.execute("ROLLBACK")
          try database.execute("\(begin); \(SearchPath.set)")
          return publication
        case .conflict, .lost, .refused, .other: throw error
        }
      }
    }
  }

  /// Whether somebody holds the lock now.
  func state(of project: String, _ database: PostgresDatabase) throws(TargetError) -> LockState {
    do throws(TargetError) {
      try database.execute("BEGIN; \(SearchPath.set)")
      try database.run(Self.look, [Self.mutex(project)])
      try database.execute("ROLLBACK")
      return .free
    } catch {
      guard let failure = database.failure, failure == .held || failure == .missingTable else {
        throw error
      }
      database.forgetFailure()
      try database.execute("ROLLBACK")
      return failure == .missingTable ? .free : .held(try holder(project, database))
    }
  }

  /// On a connection of its own, which takes as long to make as to read the rows that the plan
  /// touches.
  private func publish(_ claim: LockClaim, _ publication: DispatchGroup) {
    let connector = connector
    // A queue of its own brings a thread with it.
    DispatchQueue(label: "keyform.lock", qos: .userInitiated).async(group: publication) {
      Self.publish(claim, connector)
    }
  }

  /// Nothing depends on the record: without it a message says less.
  private static func publish(_ claim: LockClaim, _ connector: Connector) {
    let holder = LockHolder(
      claim, host: host(), process: Int(getpid()), seconds: time(nil))
    guard let connection = try? connector.take() else { return }
    do {
      // It need not outlive a crash of the server, so nobody waits for the disk.
      try connection.run(
        """
        BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = '1s'; \(SearchPath.set)
        """)
      try connection.run(
        make + " DO UPDATE SET value = excluded.value",
        [record(claim.project), holder.record])
      try connection.run("COMMIT")
      connector.giveBack(connection)
    } catch {
      return
    }
  }

  private func holder(
    _ project: String, _ database: PostgresDatabase
  ) throws(TargetError) -> LockHolder? {
    let record = try database.run(
      "SELECT value FROM keyform_meta WHERE \(Self.isNamed)", [Self.record(project)])
    guard let record, record.rowCount == 1 else { return nil }
    return record.text(0).flatMap(LockHolder.init(record:))
  }

  /// Also outside of a transaction, where the path is the role's own.
  private static let isNamed = "name OPERATOR(pg_catalog.=) $1"
  /// Sets the path with the first look at the tables: what the transaction sees is no older than its
  /// lock.
  private static let take =
    "SELECT \(SearchPath.setting) FROM keyform_meta WHERE \(isNamed) FOR UPDATE NOWAIT"
  private static let look = "SELECT value FROM keyform_meta WHERE \(isNamed) FOR SHARE NOWAIT"
  private static let make =
    "INSERT INTO keyform_meta (name, value) VALUES ($1, $2) ON CONFLICT (name)"
  private static func mutex(_ project: String) -> String { "lock/\(project)" }
  private static func record(_ project: String) -> String { "holder/\(project)" }

  private static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "an unknown host" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
