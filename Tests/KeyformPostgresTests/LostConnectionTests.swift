import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// The connection goes away at each moment of an apply: the user is told which of the two happened.
@Suite struct LostConnectionTests {
  /// The plan is made before: what is cut is the apply alone.
  private static func target(
    _ schema: TemporarySchema, cutting moment: CuttingProxy.Moment, lockTimeout: Int
  ) throws -> (CuttingProxy, SQLTarget) {
    let server = try PostgresServer.url()
    let folder = String(server.split(separator: "host=").last ?? "")
    let proxy = try CuttingProxy(to: folder, cutting: moment)
    let url = schema.url.split(separator: folder).joined(separator: proxy.folder)
    return (proxy, try PostgresTarget.open(url: url, name: nil, lockTimeout: lockTimeout))
  }

  @Test(arguments: [CuttingProxy.Moment.whileWriting, .beforeCommit], [false, true])
  func beforeTheCommitItRunsAnew(_ moment: CuttingProxy.Moment, _ isFirst: Bool) throws {
    let schema = try TemporarySchema()
    if !isFirst { try schema.session().apply(.empty) }
    let order = try schema.session().order(to: SampleInventory.full)
    let (proxy, target) = try Self.target(schema, cutting: moment, lockTimeout: 20)
    defer { proxy.close() }
    let receipt = try target.apply(order, progress: ProgressReport())
    #expect(proxy.wasCut)
    #expect(!receipt.resolvedAfterLoss && receipt.changes == SampleInventory.full.count)
    try check(schema, changeSets: isFirst ? 1 : 2)
  }

  @Test(arguments: [false, true])
  func afterTheCommitTheJournalTells(_ isFirst: Bool) throws {
    let schema = try TemporarySchema()
    if !isFirst { try schema.session().apply(.empty) }
    let order = try schema.session().order(to: SampleInventory.full)
    let (proxy, target) = try Self.target(schema, cutting: .afterCommit, lockTimeout: 20)
    defer { proxy.close() }
    let receipt = try target.apply(order, progress: ProgressReport())
    #expect(proxy.wasCut)
    #expect(receipt.resolvedAfterLoss && receipt.changeSet == (isFirst ? 1 : 2))
    try check(schema, changeSets: isFirst ? 1 : 2)
  }

  @Test func nobodyKnowsWhereTheServerStaysAway() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let session = try schema.session()
    let order = try session.order(to: SampleInventory.full)
    let (proxy, target) = try Self.target(schema, cutting: .afterCommitForEver, lockTimeout: 1)
    defer { proxy.close() }
    guard case .outcomeUnknown(let reason) = TargetSession(target).refusal(of: order) else {
      Issue.record("the outcome cannot be known")
      return
    }
    #expect(reason.contains("connection to server on socket"))
    // The same plan again: its rows are there already.
    guard case .stale = session.refusal(of: order) else {
      Issue.record("the commit had happened")
      return
    }
    try check(schema, changeSets: 2)
  }

  /// A server that has ended the session since: the next read connects again.
  @Test func readsAnew() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    let engine = try schema.engine(lockTimeout: 10)
    let pid = { () throws -> Int in
      try engine.reading { (database) throws(TargetError) -> Int? in
        let rows = try database.rows("SELECT pg_backend_pid()", [])
        return try rows.next() ? rows.integer(0) : nil
      }.flatMap { $0 } ?? 0
    }
    let first = try pid()
    #expect(try pid() == first, "one connection serves the run")
    _ = try schema.query("SELECT pg_terminate_backend(\(first))", columns: 1)
    #expect(try pid() != first)
  }

  private func check(_ schema: TemporarySchema, changeSets: Int) throws {
    let session = try schema.session()
    #expect(Difference.changes(from: try session.read(), to: SampleInventory.full).isEmpty)
    let history = try session.target.history(project: session.project, limit: 9)
    #expect(history.map(\.changeSet) == Array((1...changeSets).reversed()))
    #expect(try schema.target().firstAlteredChangeSet(project: session.project) == nil)
  }
}
