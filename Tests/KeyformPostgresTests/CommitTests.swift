import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Synchronization
import Testing

/// A commit that waits for a standby that is not there.
@Suite(.serialized) struct CommitTests {
  /// What the user is told, and how far the commit is.
  private final class Watcher: Sendable {
    private let told = Mutex<[String]>([])
    private let steps = Mutex<[CommitStep]>([])
    private let isTold = Gate()
    let isCancelled = Atomic(false)
    var notes: [String] { told.withLock { $0 } }
    var commits: [CommitStep] { steps.withLock { $0 } }

    var progress: ProgressReport {
      ProgressReport(
        note: { text in
          self.told.withLock { notes in if !notes.contains(text) { notes.append(text) } }
          self.isTold.open()
        },
        commit: { step in self.steps.withLock { $0.append(step) } })
    }

    /// Until something was told.
    func wait() { #expect(isTold.pass()) }
  }

  private static let server = Result { try PostgresServer.start(["synchronous_commit=on"]) }

  private static func expectStandby(_ name: String, _ schema: TemporarySchema) throws {
    let engine = try PostgresTarget.engine(
      url: schema.url + "&application_name=test", lockTimeout: 5)
    // Not inside of a transaction that writes.
    let words = [
      "COMMIT", "ALTER SYSTEM SET synchronous_standby_names = '\(name)'", "SELECT pg_reload_conf()",
      "BEGIN",
    ]
    _ = try engine.reading { (database) throws(TargetError) in
      for statement in words { try database.execute(statement) }
    }
    let shown = "SELECT current_setting('synchronous_standby_names')"
    for _ in 0..<500 {
      if try schema.query(shown, columns: 1) == [[name]] { return }
    }
  }

  /// Answers come again: whoever waits is let go, the commit stands.
  private static func letGo(_ schema: TemporarySchema) throws {
    _ = try schema.query(
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'", columns: 1
    )
  }

  @Test func itIsSaidAndGivenUpAfterASignal() throws {
    let schema = try TemporarySchema(on: Self.server.get())
    try schema.session().apply(.empty)
    let order = try schema.session().order(to: SampleInventory.full)
    try Self.expectStandby("absent", schema)
    defer { try? Self.expectStandby("", schema) }
    let watcher = Watcher()
    let url = schema.url
    let apply = Concurrently { () -> TargetError? in
      let target = SQLTarget(
        try PostgresTarget.engine(
          url: url, lockTimeout: 5,
          isCancelled: { watcher.isCancelled.load(ordering: .relaxed) },
          commitWaitPolicy: CommitWaitPolicy(quiet: 100, afterSignal: 1_000)),
        description: TargetDescription(name: "lab", url: "postgresql://lab"))
      do throws(TargetError) {
        _ = try target.apply(order, progress: watcher.progress)
        return nil
      } catch {
        return error
      }
    }
    watcher.wait()
    #expect(watcher.notes.count == 1 && watcher.notes[0].contains("confirm the commit"))
    watcher.isCancelled.store(true, ordering: .relaxed)
    guard case .unconfirmed(let reason) = try apply.value() else {
      Issue.record("it is known what became of the commit")
      return
    }
    #expect(reason.contains("after the signal"))
    #expect(watcher.notes.count == 2 && watcher.notes[1].contains("cannot be taken back"))
    // Nothing may be denied from here on.
    #expect(watcher.commits == [.sent])
    try Self.letGo(schema)
    let session = try schema.session()
    for _ in 0..<500 {
      if try session.read().inventory.count > 0 { break }
    }
    #expect(try session.read().inventory.count == SampleInventory.full.count, "it had happened")
  }

  @Test func itIsWaitedForWithoutASignal() throws {
    let schema = try TemporarySchema(on: Self.server.get())
    try schema.session().apply(.empty)
    let order = try schema.session().order(to: SampleInventory.full)
    try Self.expectStandby("absent", schema)
    let watcher = Watcher()
    let url = schema.url
    let apply = Concurrently {
      try PostgresTarget.open(url: url, name: nil, lockTimeout: 5)
        .apply(order, progress: watcher.progress).changes
    }
    watcher.wait()
    try Self.expectStandby("", schema)
    #expect(try apply.value() == SampleInventory.full.count)
    #expect(watcher.notes.count == 1 && watcher.commits == [.sent])
  }

  /// What the server says no to has not happened.
  @Test func aRefusedCommitIsNone() throws {
    let schema = try TemporarySchema(on: Self.server.get())
    try schema.session().apply(.empty)
    // Comes after what is put off has been settled.
    try schema.execute(
      "CREATE TABLE later (id BIGINT)",
      "CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'",
      """
      CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON later DEFERRABLE INITIALLY DEFERRED \
      FOR EACH ROW EXECUTE FUNCTION refuses()
      """,
      """
      CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS \
      'BEGIN SET CONSTRAINTS ALL DEFERRED; INSERT INTO later VALUES (1); RETURN NULL; END'
      """,
      """
      CREATE CONSTRAINT TRIGGER again AFTER INSERT ON change_set DEFERRABLE INITIALLY DEFERRED \
      FOR EACH ROW EXECUTE FUNCTION again()
      """)
    let watcher = Watcher()
    let order = try schema.session().order(to: SampleInventory.full)
    #expect(throws: TargetError.self) {
      try schema.target().apply(order, progress: watcher.progress)
    }
    #expect(watcher.commits == [.sent, .refused])
    #expect(try schema.session().read().inventory.count == 0)
  }
}
