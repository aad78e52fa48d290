import Testing

/// Many write to one database at a time.
@Suite struct ConflictTests {
  /// Two projects with two writers each, for a minute: every apply ends as documented, and what it
  /// said it did is there, on top of what was there before.
  @Test func fourWritersLoseNothing() throws {
    let scene = try Scene(.postgres)
    let writers = [("north", "w1"), ("north", "w2"), ("south", "w1"), ("south", "w2")]
    try scene.write("north/keyform.yaml", Self.project("north", scene))
    try scene.write("south/keyform.yaml", Self.project("south", scene))
    try scene.write("north/start.yaml", Self.start)
    try scene.write("south/start.yaml", Self.start)
    try scene.shell("keyform apply -C north --yes --quiet && keyform apply -C south --yes --quiet")
    let lines = writers.map { "write-for 60 \($0) \($1) & " }.joined()
    try scene.shell("\(lines) wait")

    for (project, writer) in writers {
      let log = try scene.shell("cat \(project)-\(writer).log").split(separator: "\n")
      let errors = try scene.shell("cat \(project)-\(writer).errors")
      #expect(log.count > 5, "\(project) \(writer) hardly came to write")
      for line in log where !["0", "3", "5"].contains(line.split(separator: " ").first) {
        Issue.record("\(project) \(writer): \(line)\n\(errors.suffix(2_000))")
      }
      // The last count that was written is the one that is there.
      let last = log.last { $0.hasPrefix("0 ") }?.dropFirst(2)
      let machines = try scene.sql(
        "SELECT machines FROM deployment WHERE project = '\(project)' AND name = '\(writer)'")
      #expect(machines == [String(last ?? "")])
    }
    for project in ["north", "south"] {
      let done = try scene.shell("cat \(project)-w?.log | grep -c '^0 '")
      let sets = try scene.sql(
        "SELECT count(*) - 1 FROM change_set WHERE project = '\(project)'")
      #expect(sets.first.map { $0 + "\n" } == done)
      // Each writer changed what the one before had left.
      let lost = try scene.sql(
        """
        SELECT count(*) FROM (
          SELECT before::json->>'machines' AS found,
            lag(after::json->>'machines') OVER (ORDER BY change_set_id) AS left_behind
          FROM change_item WHERE project = '\(project)' AND name = 'both') AS change
        WHERE found IS DISTINCT FROM left_behind
        """)
      #expect(lost == ["0"])
      try scene.shell("keyform history verify -C \(project)")
    }
  }

  /// Tenants do not queue.
  @Test func tenProjectsDoNotWaitForOneAnother() throws {
    let scene = try Scene(.postgres)
    for project in 0...10 {
      try scene.shell("write-repository p\(project) 20 a project-\(project)")
    }
    try scene.shell("keyform apply -C p0 --yes --quiet")
    for round in ["a", "b", "c"] {
      let outcome = try scene.run(
        """
        for i in {1..10}; do write-repository p$i 20 \(round) project-$i; done
        for i in {1..10}; do
          (keyform apply -C p$i --yes --quiet --lock-timeout 0 >p$i.output 2>p$i.errors
            echo "$? $(cat p$i.errors)") &
        done
        wait
        """)
      #expect(
        outcome.output.split(separator: "\n") == Array(repeating: "0 ", count: 10), "\(outcome)")
    }
    for project in 1...10 { try scene.shell("keyform history verify -C p\(project)") }
  }

  @Test func theSecondOfOneProjectWaitsAndIsStale() throws {
    let scene = try Scene(.postgres)
    let change = try Changeover(scene, count: 20)
    try change.plan()
    try scene.shell("write-repository c 20 c")
    try scene.shell("keyform plan -C c --out other.plan \(Changeover.today) >/dev/null")
    let gate = try Gate(.inTheMiddle, in: scene)
    let first = try scene.start(change.apply)
    try gate.untilReached()
    // Who does not wait is told by whom, and so is who asks.
    let other = "keyform apply other.plan -C c --yes --quiet"
    let now = try scene.run("\(other) --lock-timeout 0")
    #expect(now.status == 5, "\(now)")
    let holder = /held by tester on .+ \(process \d+\) since .+Z, plan [0-9a-f]{12}…/
    #expect(now.errors.contains(holder), "\(now)")
    let asked = try scene.shell("keyform lock -C c")
    #expect(asked.contains("is locked for project faults by tester on "), "\(asked)")
    // Who waits finds what the first has done.
    let same = try scene.start(change.apply)
    let second = try scene.start("\(other) --lock-timeout 60")
    try gate.open()
    let outcomes = try (first.outcome(), same.outcome(), second.outcome())
    #expect(outcomes.0.status == 0 && outcomes.0.output.contains("as change set 2."))
    #expect(outcomes.1.status == 0, "\(outcomes.1)")
    #expect(
      outcomes.1.output.contains("as change set 2; nothing was written."), "\(outcomes.1)")
    #expect(outcomes.2.status == 3, "\(outcomes.2)")
    #expect(outcomes.2.errors.contains("plan --rebase"), "\(outcomes.2)")
    #expect(try change.state() == .new)
    #expect(try scene.shell("keyform lock -C c").contains(" is free: "))
  }

  private static func project(_ name: String, _ scene: Scene) -> String {
    """
    keyform: 1
    project: \(name)
    targets: {lab: {url: "\(scene.url)"}}

    """
  }

  private static let start = """
    deployments:
      w1: {os: windows-11/enterprise, release: 25H2}
      w2: {os: windows-11/enterprise, release: 25H2}
      both: {os: windows-11/enterprise, release: 25H2}

    """
}
