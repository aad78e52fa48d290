import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// A saved plan is believed in nothing that files and target can tell: it is judged before anybody is
/// asked, and where the rows are others by then, once more in the transaction that writes.
@Suite struct SavedPlanTests {
  private static func entries(machines: Int, quantity: Int) -> [String: String] {
    [
      "keys.yaml": """
      keys:
        mak: {kind: mak, products: [windows-11/enterprise], quantity: \(quantity), secret: {env: SECRET_1}}
      deployments:
        laptops: {os: windows-11/enterprise, release: 25H2, machines: \(machines), keys: {mak: [activation]}}

      """
    ]
  }

  private static func repository(
    machines: Int, quantity: Int = 500, on target: any DeploymentTarget
  ) throws -> FixtureRepository {
    var stage = PlanFixture.Stage(name: "\(machines)")
    stage.files = entries(machines: machines, quantity: quantity)
    return try FixtureRepository(stage, rules: ["CNT001"], on: target)
  }

  private static let digest = String(repeating: "0a", count: 32)

  private static func apply(
    _ plan: Plan, _ repository: FixtureRepository, code: PlanCode?, confirm: () throws -> Void
  ) throws {
    let item = try SavedApplyItem(
      plan, PlanCredential(digest: digest, code: code), repository.repository.project,
      target: "lab:", repository.context
    ).item(repository.repository, repository.context)
    try ApplyRun([item], repository.context) { _ in }.run(
      .error, allowed: Hazard.allCases, show: { _ in }, confirm: { _ in try confirm() })
  }

  /// The target holds ten machines on a key for 500 then; thirty are planned.
  private static func start(_ target: any DeploymentTarget) throws -> FixturePlanning {
    try FixturePlanning(repository(machines: 10, on: target)).apply()
    return try FixturePlanning(repository(machines: 30, on: target))
  }

  @Test func whatChangesWhileSomebodyIsAskedIsJudged() throws {
    for engine in [FixtureTarget.Engine?.none, .sqlite, .postgres] {
      let place = try engine.map { try FixtureTarget($0) }
      let target = place?.target ?? MemoryTarget()
      try withExtendedLifetime(place) {
        let plan = try Self.start(target).plan
        let repository = try Self.repository(machines: 30, on: target)
        #expect(plan.blockers.isEmpty && plan.changes.count == 1)
        let failure = #expect(throws: Failure.self) {
          try Self.apply(plan, repository, code: plan.proof?.code(of: Self.digest)) {
            // The key grants less by now; the plan does not touch it.
            try FixturePlanning(Self.repository(machines: 10, quantity: 20, on: target)).apply()
          }
        }
        #expect(failure?.status == .findings)
        #expect(failure?.lines.contains { $0.contains("CNT001 key/mak") } == true)
        #expect(try target.history(project: "contoso", limit: 9).count == 2)
      }
    }
  }

  @Test func nobodyIsAskedAboutAPlanOfSomebodyElse() throws {
    let target = MemoryTarget()
    let plan = try Self.start(target).plan
    let repository = try Self.repository(machines: 30, on: target)
    let codes = [nil, DigestKey.random().code(of: Self.digest), plan.proof?.code(of: "other")]
    for code in codes {
      let failure = #expect(throws: Failure.self) {
        try Self.apply(plan, repository, code: code) { Issue.record("asked") }
      }
      #expect(failure?.status == .refused)
    }
    try Self.apply(plan, repository, code: plan.proof?.code(of: Self.digest)) {}
    #expect(try target.history(project: "contoso", limit: 9).count == 2)
  }
}
