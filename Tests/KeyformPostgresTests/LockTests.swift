import Glibc
import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

@Suite struct LockTests {
  private static let claim = LockClaim(
    project: "contoso", operatorName: "erika", planDigest: String(repeating: "ab", count: 32))

  /// Runs `body` while another connection holds the lock of `claim`.
  private func holding(
    _ claim: LockClaim, of schema: TemporarySchema, _ body: () throws -> Void
  ) throws {
    let engine = try schema.engine()
    let (held, done) = (Gate(), Gate())
    let holder = Concurrently {
      try engine.writing(claim) { (_) throws(TargetError) in
        held.open()
        _ = done.pass()
      } committed: { (_, _) throws(TargetError) in
        nil
      }
    }
    #expect(held.pass())
    try body()
    done.open()
    try holder.value()
  }

  @Test func secondApplyWaitsAndThenNamesTheHolder() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let session = try schema.session(lockTimeout: 1)
    let order = try session.order(to: SampleInventory.full)
    try holding(Self.claim, of: schema) {
      guard case .locked(let text) = session.refusal(of: order) else {
        Issue.record("two applies at once")
        return
      }
      var name = [CChar](repeating: 0, count: 256)
      gethostname(&name, 255)
      let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
      #expect(
        text.hasPrefix("held by erika on \(host) (process \(getpid())) since 20"))
      #expect(text.hasSuffix("Z, plan abababababab…"))
    }
    #expect(session.refusal(of: order) == nil)
  }

  @Test func secondApplyGoesOnWhenTheFirstIsDone() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let url = schema.url
    var second: Concurrently<Int>?
    try holding(Self.claim, of: schema) {
      let started = Gate()
      second = Concurrently {
        let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 30)
        let session = TargetSession(target)
        let order = try session.order(to: SampleInventory.full)
        started.open()
        return try target.apply(order, progress: ProgressReport()).changes
      }
      #expect(started.pass())
    }
    #expect(try second?.value() == SampleInventory.full.count)
  }

  @Test func projectsDoNotWaitForEachOther() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    try holding(Self.claim, of: schema) {
      let other = TargetSession(try schema.target(lockTimeout: 0), project: "other")
      try other.apply(SampleInventory.full)
      #expect(try other.target.lockState(project: "other") == .free)
    }
  }

  @Test func stateTellsWhoHoldsIt() throws {
    let schema = try TemporarySchema()
    let target = try schema.target()
    #expect(try target.lockState(project: "contoso") == .free, "there are no tables")
    try schema.session().apply(.empty)
    #expect(try target.lockState(project: "contoso") == .free)
    try holding(Self.claim, of: schema) {
      guard let holder = try Self.namedHolder(of: target) else {
        Issue.record("nobody seems to hold the lock")
        return
      }
      #expect(holder.operatorName == "erika" && holder.process == Int(getpid()))
      #expect(holder.planDigest == Self.claim.planDigest)
    }
    #expect(try target.lockState(project: "contoso") == .free)
  }

  /// The holder's name is written beside its work: it is there a moment after the lock.
  private static func namedHolder(of target: SQLTarget) throws -> LockHolder? {
    for _ in 0..<1_000 {
      guard case .held(let holder) = try target.lockState(project: "contoso") else { return nil }
      if let holder { return holder }
    }
    return nil
  }

  /// The server ends the holder's connection: nothing is left to force.
  @Test func deadHolderHoldsNothing() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let session = try schema.session(lockTimeout: 5)
    let order = try session.order(to: SampleInventory.full)
    let url = schema.url
    let (held, done) = (Gate(), Gate())
    let holder = Concurrently {
      let engine = try PostgresTarget.engine(url: url, lockTimeout: 0)
      try engine.writing(Self.claim) { (database) throws(TargetError) in
        let rows = try database.rows("SELECT pg_backend_pid()", [])
        _ = try rows.next()
        try database.execute("SET LOCAL application_name = 'keyform-dead-\(getpid())'")
        held.open()
        _ = done.pass()
      } committed: { (_, _) throws(TargetError) in
        nil
      }
    }
    #expect(held.pass())
    _ = try schema.query(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
      WHERE application_name = 'keyform-dead-\(getpid())'
      """, columns: 1)
    #expect(session.refusal(of: order) == nil)
    done.open()
    #expect(throws: TargetError.self) { try holder.value() }
  }

  /// Who holds the lock is written on a second connection, and a pooler may have none to give: the apply
  /// does not wait for it.
  @Test func theNoteOnTheHolderIsGivenUp() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let order = try schema.session().order(to: SampleInventory.full)
    let folder = String(try PostgresServer.url().split(separator: "host=").last ?? "")
    let proxy = try CuttingProxy(to: folder, cutting: .noSecond)
    defer { proxy.close() }
    let url = schema.url.split(separator: folder).joined(separator: proxy.folder)
    let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 600)
    let apply = Concurrently { try target.apply(order, progress: ProgressReport()).changes }
    #expect(try apply.value() == SampleInventory.full.count)
    let records = "SELECT value FROM keyform_meta WHERE name = 'holder/contoso' AND value <> ''"
    #expect(try schema.query(records, columns: 1).count <= 1)
  }

  /// A lock that is not ours: rows that another program has changed and not committed.
  @Test func rowsOfAnotherSessionAreNotWaitedForForEver() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    let session = try schema.session(lockTimeout: 1)
    let order = try session.order(to: .empty)
    try schema.engine().writing { (database) throws(TargetError) in
      try database.execute("UPDATE product_key SET note = 'x' WHERE name = 'mak'")
      guard case .locked = session.refusal(of: order) else {
        Issue.record("rows of another transaction were written")
        return
      }
    }
  }
}
