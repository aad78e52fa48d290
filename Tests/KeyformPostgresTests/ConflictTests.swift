import Glibc
import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Synchronization
import Testing

@Suite struct ConflictTests {
  /// Each of two writers reads what the other one writes: one of them has to run anew, and both
  /// end as if they had come one after the other.
  @Test func writeSkewRunsAnew() throws {
    let schema = try TemporarySchema()
    try schema.execute("CREATE TABLE n (side TEXT PRIMARY KEY, number BIGINT)")
    try schema.execute("INSERT INTO n VALUES ('a', 1), ('b', 1)")
    let runs = Atomic(0)
    let (readA, readB) = (Gate(), Gate())
    let url = schema.url
    let work = { @Sendable (own: String, read: Gate, other: Gate) in
      let engine = try PostgresTarget.engine(url: url, lockTimeout: 20)
      let isFirst = Atomic(true)
      try engine.writing { (database) throws(TargetError) in
        runs.add(1, ordering: .relaxed)
        let rows = try database.rows("SELECT sum(number)::bigint FROM n", [])
        guard try rows.next(), let sum = rows.integer(0) else { return }
        if isFirst.exchange(false, ordering: .relaxed) {
          read.open()
          _ = other.pass()
        }
        try database.execute("UPDATE n SET number = \(sum) WHERE side = '\(own)'")
      }
    }
    let one = Concurrently { try work("a", readA, readB) }
    let other = Concurrently { try work("b", readB, readA) }
    try one.value()
    try other.value()
    #expect(runs.load(ordering: .relaxed) >= 3)
    let numbers = try schema.query("SELECT number FROM n ORDER BY number", columns: 1)
    #expect(numbers == [["2"], ["3"]], "one saw what the other wrote")
  }

  /// Projects of one target apply again and again at the same time.
  @Test func projectsApplyTogether() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let url = schema.url
    let writers = (0..<4).map { number in
      Concurrently {
        let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 30)
        let session = TargetSession(target, project: "project-\(number)")
        for round in 0..<6 {
          try session.apply(round % 2 == 0 ? SampleInventory.full : .empty)
        }
        try session.apply(SampleInventory.full)
        return try target.firstAlteredChangeSet(project: session.project)
      }
    }
    for (number, writer) in writers.enumerated() {
      #expect(try writer.value() == nil)
      let session = TargetSession(try schema.target(), project: "project-\(number)")
      let changes = Difference.changes(from: try session.read(), to: SampleInventory.full)
      #expect(changes.isEmpty)
      #expect(try session.target.history(project: session.project, limit: 99).count == 7)
    }
  }

  /// Two first applies of one plan: one makes the tables, the other is told that they are there.
  @Test func firstAppliesMeet() throws {
    let schema = try TemporarySchema()
    let url = schema.url
    let ready = [Gate(), Gate()]
    let writers = [0, 1].map { number in
      Concurrently { () -> TargetError? in
        let target = try PostgresTarget.open(url: url, name: nil, lockTimeout: 30)
        let session = TargetSession(target)
        let order = try session.order(to: SampleInventory.full)
        ready[number].open()
        _ = ready[1 - number].pass()
        return session.refusal(of: order)
      }
    }
    let refusals = try writers.map { try $0.value() }
    #expect(refusals.count { $0 == nil } == 1)
    #expect(refusals.count { $0 == .otherTarget } == 1)
  }

  /// Ctrl-C while the server works: the wait ends, and so does the statement on the server.
  @Test func interruptedWhileWaiting() throws {
    let schema = try TemporarySchema()
    let stop = StopFlag()
    let engine = try PostgresTarget.engine(
      url: schema.url, lockTimeout: 60, isCancelled: { stop.isSet })
    let started = Gate()
    let work = Concurrently { () -> TargetError? in
      do throws(TargetError) {
        try engine.writing { (database) throws(TargetError) in
          try database.execute("CREATE TABLE made (id BIGINT)")
          started.open()
          try database.execute("SELECT pg_sleep(50)")
        }
        return nil
      } catch {
        return error
      }
    }
    #expect(started.pass())
    stop.set()
    #expect(try work.value() == .interrupted)
    #expect(try schema.target().inspect() == .empty)
  }

  /// One of many rows is refused: the message names it, though rows go to the server together.
  @Test(arguments: [0, 499, 999]) func refusedRowIsNamed(_ number: Int) throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    var inventory = SampleInventory.full
    inventory.bindings = EntrySet(
      (0..<1_000).map { index in
        var binding = Binding(name: "binding-\(1_000 + index)")
        binding.deployment = index == number ? "missing" : "laptops"
        binding.key = KeyReference(name: "gvlk")
        binding.use = [.activation]
        return Entry(binding, origin: .none)
      })
    guard
      case .refused(let row, let problem) = session.refusal(of: try session.order(to: inventory))
    else {
      Issue.record("a binding without its deployment was written")
      return
    }
    #expect(row == "binding/binding-\(1_000 + number)")
    #expect(problem.contains("table binding") && !problem.contains("missing)"))
    #expect(try session.target.inspect() == .empty)
  }
}

final class StopFlag: Sendable {
  private let flag = Atomic(false)
  func set() { flag.store(true, ordering: .relaxed) }
  var isSet: Bool { flag.load(ordering: .relaxed) }
}
