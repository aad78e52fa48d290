import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// One fixture on one target: what was there, the plan, what it led to, and the way back.
struct FixtureRun {
  let plan: String
  /// Why the plan cannot be taken back, an item a line; empty: it can.
  private(set) var undo = ""
  private(set) var rows: [TargetRows] = []
  private(set) var records: [JournalRecord] = []

  private let target: any DeploymentTarget
  private let project: String

  init(_ contents: PlanFixture.Contents, on target: any DeploymentTarget) throws {
    self.target = target
    var earlier: [String: KeyMaterial] = [:]
    for stage in contents.stages {
      let remembers = !contents.origins.isEmpty
      let repository = try FixtureRepository(
        stage, rules: remembers ? contents.rules + contents.silent : [])
      #expect(repository.structuralErrors() == [], "\(stage.name)")
      let project = stage.name == "nobody" ? "" : repository.repository.project.name
      let claim =
        remembers ? MemoryClaim(repository.repository, contents.source(0)) : nil
      try Self.apply(repository, as: project, on: target, claim)
      earlier.merge(repository.secrets) { $1 }
    }
    let after = try FixtureRepository(
      contents.after, rules: contents.rules + contents.silent, on: target,
      from: contents.source(1))
    project = after.repository.project.name
    let start = try TargetSession(target, project: project).read()
    let planning = try Self.plan(after, start)
    plan = try planning.text()
    rows.append(TargetRows(start))
    if planning.plan.blockers.isEmpty, !planning.plan.isEmpty {
      try carryOut(planning, after)
      try takeBack(to: start, earlier)
    }
    records = try target.records(project: project, of: .all)
    let verdict = try target.verifyJournal(project: project, expecting: nil)
    #expect(verdict.flaws == [])
    let kept = try target.verifyJournal(project: project, expecting: verdict.end?.hash)
    #expect(!kept.isAltered)
  }

  private static func apply(
    _ repository: FixtureRepository, as project: String, on target: any DeploymentTarget,
    _ claim: MemoryClaim?
  ) throws {
    let session = TargetSession(target, project: project)
    let changes = Difference.changes(
      from: try session.read(), to: repository.assembled.state.inventory,
      releasing: repository.repository.project.release)
    let order = try session.order(
      changes, secrets: repository.secrets, catalog: repository.repository.catalog.digest,
      claim: claim)
    _ = try target.apply(order, progress: ProgressReport())
  }

  private static func plan(
    _ repository: FixtureRepository, _ stored: StoredInventory
  ) throws -> FixturePlanning {
    let informed = repository.checked.informed(by: stored.neighbours)
    #expect(repository.structuralErrors(beside: informed.assembled) == [], "after")
    return try FixturePlanning(repository)
  }

  /// Applies the plan; a second one then has nothing to do.
  private mutating func carryOut(_ planning: FixturePlanning, _ after: FixtureRepository) throws {
    let session = TargetSession(target, project: project)
    try planning.apply()
    let stored = try session.read()
    let rows = TargetRows(stored)
    self.rows.append(rows)
    #expect(rows.holds(after.assembled.state.inventory, secrets: after.secrets))
    let second = try Self.plan(after, stored)
    #expect(second.plan.changes.map(\.address) == [], "the second plan is empty")
    try ImportedRows(stored, of: project).expectNothingToDo()
  }

  /// Undoes the last change set: the rows are those of `start` again. `secrets` are what the keys
  /// held then.
  private mutating func takeBack(
    to start: StoredInventory, _ secrets: [String: KeyMaterial]
  ) throws {
    let session = TargetSession(target, project: project)
    let last = try #require(try target.history(project: project, limit: 1).first)
    let undo = Undo(
      try target.records(project: project, of: .changeSet(last.changeSet)),
      stored: try session.read(), unmanaged: try TargetSession(target, project: "").read(),
      only: { _ in true },
      secret: { key in
        secrets[key.name].map { KeyIdentity(of: $0) } == key.identity
          ? .from(.environment(key.name)) : .refused("its value is nowhere")
      })
    self.undo = undo.refusals.map { $0.text(later: []) + "\n" }.joined()
    guard undo.refusals.isEmpty else { return }
    _ = try target.apply(
      try session.order(undo.changes, secrets: secrets), progress: ProgressReport())
    let back = TargetRows(try session.read())
    rows.append(back)
    #expect(back.areThoseOf(start), "what was there is there again")
  }
}
