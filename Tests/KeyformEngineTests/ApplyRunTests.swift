import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// The order of an apply: what may stop it comes before anybody is asked, and asking before anything
/// is written.
@Suite struct ApplyRunTests {
  private static let key = "keys: {old: {kind: gvlk, products: [windows-11/enterprise]}}\n"

  /// A target that holds one key, and a repository that wants these files.
  private func planned(
    _ files: [String: String], on target: MemoryTarget
  ) throws -> (planned: PlannedTarget, repository: FixtureRepository) {
    var before = PlanFixture.Stage(name: "before")
    before.files = ["keys.yaml": Self.key]
    let start = try FixtureRepository(before, on: target)
    try FixturePlanning(start).apply()
    var stage = PlanFixture.Stage(name: "after")
    stage.files = files
    let repository = try FixtureRepository(stage, on: target)
    let run = try PlanRun(repository.context, target: "lab:", .all, .error)
    return (try run.single(), repository)
  }

  private func run(
    _ planned: PlannedTarget, _ repository: FixtureRepository, allowed: [Hazard] = [],
    confirm: ([Plan]) throws -> Void
  ) throws -> [String] {
    var told: [String] = []
    let run = try ApplyRun([ApplyItem(planned, repository.context)], repository.context) { event in
      switch event {
      case .result(let text), .note(let text): told.append(text)
      case .failure(let failure): told.append(failure.summary)
      }
    }
    try run.run(.error, allowed: allowed, show: { _ in }, confirm: confirm)
    return told
  }

  @Test func aHazardThatNobodyAllowedIsRefusedBeforeAnybodyIsAsked() throws {
    let target = MemoryTarget()
    let (planned, repository) = try planned(["keys.yaml": "keys: {}\n"], on: target)
    let failure = #expect(throws: Failure.self) {
      _ = try run(planned, repository) { _ in Issue.record("asked") }
    }
    #expect(failure?.status == .refused)
    #expect(failure?.hint.contains("--allow deletes-key") == true)
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
  }

  /// Of a role that reads no values: it plans, by tail and check value, and nothing is applied of it.
  @Test(arguments: [
    (Self.key, 0), ("keys: {old: {kind: gvlk, products: [windows-11/enterprise], note: x}}\n", 1),
  ])
  func aPreviewIsRefusedBeforeAnybodyIsAsked(_ files: String, _ changes: Int) throws {
    let target = MemoryTarget()
    _ = try planned(["keys.yaml": Self.key], on: target)
    target.withholdValues()
    var stage = PlanFixture.Stage(name: "after")
    stage.files = ["keys.yaml": files]
    let repository = try FixtureRepository(stage, on: target)
    let planned = try PlanRun(repository.context, target: "lab:", .all, .error).single()
    #expect(planned.plan.header.isPreview && planned.plan.changes.count == changes)
    #expect(planned.plan.changes.allSatisfy { $0.base == nil })
    let failure = #expect(throws: Failure.self) {
      _ = try run(planned, repository, allowed: Hazard.allCases) { _ in Issue.record("asked") }
    }
    #expect(failure?.status == .refused)
    #expect(failure?.hint.contains("keyform_planner") == true)
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
  }

  @Test func aNoWritesNothing() throws {
    let target = MemoryTarget()
    let (planned, repository) = try planned(["keys.yaml": "keys: {}\n"], on: target)
    let failure = #expect(throws: Failure.self) {
      _ = try run(planned, repository, allowed: Hazard.allCases) { _ in
        throw Failure(.refused, "not applied", "")
      }
    }
    #expect(failure?.summary == "not applied")
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
  }

  @Test func nothingToDoAsksNobody() throws {
    let target = MemoryTarget()
    let (planned, repository) = try planned(["keys.yaml": Self.key], on: target)
    let told = try run(planned, repository) { _ in Issue.record("asked") }
    #expect(told == [])
    #expect(planned.plan.isEmpty)
  }

  @Test func aSavedPlanIsAppliedOnce() throws {
    let target = MemoryTarget()
    let (planned, repository) = try planned(["keys.yaml": "keys: {}\n"], on: target)
    let digest = String(repeating: "a", count: 64)
    var told: [String] = []
    for _ in 1...2 {
      let item = try SavedApplyItem(
        planned.plan, PlanCredential(digest: digest, code: planned.plan.proof?.code(of: digest)),
        repository.repository.project, target: "lab:", repository.context
      ).item(repository.repository, repository.context)
      let run = try ApplyRun([item], repository.context) { event in
        if case .result(let text) = event { told.append(text) }
      }
      try run.run(.error, allowed: Hazard.allCases, show: { _ in }, confirm: { _ in })
    }
    #expect(told.count == 2)
    #expect(told.first?.hasPrefix("Applied 1 change to") == true)
    #expect(told.last?.hasPrefix("The plan is already applied to") == true)
  }
}
