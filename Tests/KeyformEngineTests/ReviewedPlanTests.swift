import KeyformCore
import KeyformEngine
import KeyformReport
import KeyformRepository
import KeyformTestSupport
import Testing

/// A plan is held against what was reviewed, and against what was done already, by what it does alone.
@Suite struct ReviewedPlanTests {
  private static func repository(
    quantity: Int, note: String? = nil, machines: Int = 10, on target: any DeploymentTarget
  ) throws -> FixtureRepository {
    var stage = PlanFixture.Stage(name: "\(quantity)")
    stage.files = [
      "keys.yaml": """
      keys:
        gvlk: {kind: gvlk, products: [windows-11/enterprise]\(note.map { ", note: \($0)" } ?? "")}
        mak: {kind: mak, products: [windows-11/enterprise], quantity: \(quantity), secret: {env: SECRET_1}}
      deployments:
        laptops: {os: windows-11/enterprise, release: 25H2, machines: \(machines)}

      """
    ]
    return try FixtureRepository(stage, on: target)
  }

  private static func plan(
    quantity: Int, note: String? = nil, machines: Int = 10, on target: any DeploymentTarget
  ) throws -> Plan {
    try FixturePlanning(
      repository(quantity: quantity, note: note, machines: machines, on: target)
    ).plan
  }

  private static func verdict(
    _ reviewed: [Plan], ids: [ReviewID] = [], on plan: Plan
  ) throws -> ReviewVerdict {
    try ReviewedPlans(
      reviewed.map { ("reviewed", try StatementText.statement(of: $0).statement) }, ids: ids,
      stating: StatementText.statement
    ).verdict(on: plan)
  }

  /// The target holds a quantity of 150.
  private static func started() throws -> MemoryTarget {
    let target = MemoryTarget()
    try FixturePlanning(repository(quantity: 150, on: target)).apply()
    return target
  }

  @Test func aPreviewHasTheIDOfTheWholePlan() throws {
    for before in [true, false] {
      let target = MemoryTarget()
      if before { try FixturePlanning(Self.repository(quantity: 150, on: target)).apply() }
      let whole = try Self.plan(quantity: 200, note: "x", on: target)
      if !before { continue }
      target.withholdValues()
      let preview = try Self.plan(quantity: 200, note: "x", on: target)
      #expect(preview.header.isPreview && !whole.header.isPreview && whole.changes.count == 2)
      #expect(StatementText.id(of: preview) == StatementText.id(of: whole))
    }
  }

  /// Two merges before one apply are an ordinary day; a part of what was reviewed is fine.
  @Test func theUnionOfWhatWasReviewedCounts() throws {
    let target = try Self.started()
    let first = try Self.plan(quantity: 200, on: target)
    let second = try Self.plan(quantity: 150, machines: 20, on: target)
    let both = try Self.plan(quantity: 200, machines: 20, on: target)
    #expect(both.changes.count == 2)
    #expect(try Self.verdict([first, second], on: both).isAsReviewed)
    let part = try Self.verdict([first, second], on: first)
    #expect(part.isAsReviewed)
    #expect(part.comparison?.gone.map(\.address.description) == ["deployment/laptops"])
    let more = try Self.verdict([first], on: both)
    #expect(!more.isAsReviewed)
    #expect(more.comparison?.added.map(\.address.description) == ["deployment/laptops"])
    let other = try Self.verdict([try Self.plan(quantity: 250, on: target)], on: first)
    #expect(other.comparison?.altered.map(\.now.address.description) == ["key/mak"])
    let text = other.comparison?.lines.map(\.text)
    #expect(text?.contains("      not reviewed: quantity: 150 -> 200") == true)
    #expect(text?.contains("      no longer: quantity: 150 -> 250") == true)
  }

  @Test func anIDAsksForTheSame() throws {
    let target = try Self.started()
    let plan = try Self.plan(quantity: 200, on: target)
    let id = try #require(StatementText.id(of: plan))
    #expect(try Self.verdict([], ids: [id], on: plan).isAsReviewed)
    let both = try Self.plan(quantity: 200, machines: 20, on: target)
    let verdict = try Self.verdict([], ids: [id], on: both)
    #expect(!verdict.isAsReviewed && verdict.comparison == nil)
    #expect(verdict.notes.contains { $0.contains("does not tell what differs") })
  }

  @Test func whatWasReviewedForAnotherTargetCountsForNothing() throws {
    let plan = try Self.plan(quantity: 200, on: Self.started())
    let verdict = try Self.verdict([plan], on: Self.plan(quantity: 200, on: Self.started()))
    #expect(!verdict.isAsReviewed && verdict.ofOthers == ["reviewed"])
  }

  private static func apply(
    _ plan: Plan, digest: Character, quantity: Int, on target: any DeploymentTarget,
    reviewed: [Plan]? = nil
  ) throws -> [String] {
    let repository = try repository(quantity: quantity, on: target)
    let digest = String(repeating: digest, count: 64)
    let item = try SavedApplyItem(
      plan, PlanCredential(digest: digest, code: plan.proof?.code(of: digest)),
      repository.repository.project, target: "lab:", repository.context
    ).item(repository.repository, repository.context)
    var told: [String] = []
    try ApplyRun(
      [item], repository.context,
      reviewed: try reviewed.map {
        ReviewedPlans(
          try $0.map { ("reviewed", try StatementText.statement(of: $0).statement) }, ids: [],
          stating: StatementText.statement)
      }
    ) { event in
      if case .result(let text) = event { told.append(text) }
    }.run(.error, allowed: Hazard.allCases, show: { _ in }, confirm: { _ in })
    return told
  }

  @Test func applyWritesNothingThatWasNotReviewed() throws {
    let target = try Self.started()
    let plan = try Self.plan(quantity: 200, on: target)
    let failure = #expect(throws: Failure.self) {
      _ = try Self.apply(
        plan, digest: "a", quantity: 200, on: target,
        reviewed: [try Self.plan(quantity: 250, on: target)])
    }
    #expect(failure?.status == .stale)
    #expect(failure?.lines.contains("      not reviewed: quantity: 150 -> 200") == true)
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
    let told = try Self.apply(plan, digest: "a", quantity: 200, on: target, reviewed: [plan])
    #expect(told.last?.hasPrefix("Applied 1 change") == true)
  }

  /// On every engine: the same from another file is done already, there and back and there again is work to
  /// do, and rows that somebody changed past the journal are stale.
  @Test func theSameFromAnotherFileIsAppliedAlready() throws {
    for engine in [FixtureTarget.Engine?.none, .sqlite, .postgres] {
      let place = try engine.map { try FixtureTarget($0) }
      let target = place?.target ?? MemoryTarget()
      try withExtendedLifetime(place) {
        try FixturePlanning(Self.repository(quantity: 150, on: target)).apply()
        let plan = try Self.plan(quantity: 200, on: target)
        func told(_ digest: Character) throws -> String {
          try Self.apply(plan, digest: digest, quantity: 200, on: target).last ?? ""
        }
        #expect(try told("a").contains("as change set 2."))
        #expect(try told("a").contains("already applied to lab (lab:) as change set 2"))
        #expect(try told("b").contains("already applied to lab (lab:) as change set 2"))
        try FixturePlanning(Self.repository(quantity: 150, on: target)).apply()
        #expect(try told("b").contains("as change set 4."))
        #expect(try told("a").contains("already applied to lab (lab:) as change set 4"))
        // By another way to the same value: nobody has done this change last.
        try FixturePlanning(Self.repository(quantity: 170, on: target)).apply()
        try FixturePlanning(Self.repository(quantity: 200, on: target)).apply()
        let failure = #expect(throws: Failure.self) { _ = try told("c") }
        #expect(failure?.status == .stale)
      }
    }
  }

  /// Made when the target had no tables, and applied by another file since.
  @Test func theFirstApplyIsKnownToo() throws {
    let target = MemoryTarget()
    let plan = try Self.plan(quantity: 150, on: target)
    try FixturePlanning(Self.repository(quantity: 150, on: target)).apply()
    let told = try Self.apply(plan, digest: "a", quantity: 150, on: target)
    #expect(told.last?.contains("already applied to lab (lab:) as change set 1") == true)
    try FixturePlanning(Self.repository(quantity: 200, on: target)).apply()
    let failure = #expect(throws: Failure.self) {
      _ = try Self.apply(plan, digest: "a", quantity: 200, on: target)
    }
    #expect(failure?.status == .stale)
  }
}
