import KeyformCore
import KeyformEngine
import KeyformRepository
import KeyformTestSupport
import Testing

/// A plan that is made anew is compared with one that was made from its target, or with none.
@Suite struct RebaseTests {
  private static let digest = String(repeating: "0a", count: 32)

  private static func repository(
    machines: Int, on target: any DeploymentTarget
  ) throws -> FixtureRepository {
    var stage = PlanFixture.Stage(name: "\(machines)")
    stage.files = [
      "rollout.yaml": """
      deployments:
        laptops: {os: windows-11/enterprise, release: 25H2, machines: \(machines)}

      """
    ]
    return try FixtureRepository(stage, on: target)
  }

  private static func rebase(
    _ plan: Plan, code: PlanCode?, _ repository: FixtureRepository
  ) throws -> Rebase {
    try Rebase(
      of: plan, PlanCredential(digest: digest, code: code), named: "p.plan", repository.context,
      target: "lab:", all: false, .all, .error)
  }

  /// The target holds ten machines; twenty are planned, and its key vouches for that.
  private static func start(
    _ target: any DeploymentTarget
  ) throws -> (plan: Plan, repository: FixtureRepository) {
    try FixturePlanning(repository(machines: 10, on: target)).apply()
    let repository = try repository(machines: 20, on: target)
    return (try FixturePlanning(repository).plan, repository)
  }

  @Test func whatWasReviewedIsComparedWith() throws {
    let (plan, repository) = try Self.start(MemoryTarget())
    let rebase = try Self.rebase(
      plan, code: plan.proof?.code(of: Self.digest), repository)
    #expect(rebase.comparison.isAsReviewed && rebase.comparison.same == 1)
  }

  @Test func whatSomebodyElseMadeIsRefused() throws {
    let (plan, repository) = try Self.start(MemoryTarget())
    let codes = [nil, DigestKey.random().code(of: Self.digest), plan.proof?.code(of: "other")]
    for code in codes {
      let failure = #expect(throws: Failure.self) {
        _ = try Self.rebase(plan, code: code, repository)
      }
      #expect(failure?.status == .refused)
    }
  }

  /// A plan for another database, or for one without tables, which has no key.
  @Test func whatWasMadeForAnotherTargetIsRefused() throws {
    let (plan, _) = try Self.start(MemoryTarget())
    let other = MemoryTarget()
    let before = try FixturePlanning(Self.repository(machines: 20, on: other)).plan
    let (_, repository) = try Self.start(other)
    for (plan, code) in [(plan, plan.proof?.code(of: Self.digest)), (before, nil)] {
      let failure = #expect(throws: Failure.self) {
        _ = try Self.rebase(plan, code: code, repository)
      }
      #expect(failure?.status == .stale)
    }
  }

  /// Nothing vouches for a preview, and who reads no key finds out nothing of a plan.
  @Test func previewsAreRefused() throws {
    let target = MemoryTarget()
    let (plan, repository) = try Self.start(target)
    target.withholdValues()
    let preview = try FixturePlanning(repository).plan
    #expect(preview.header.isPreview)
    for (plan, code) in [(plan, plan.proof?.code(of: Self.digest)), (preview, nil)] {
      let failure = #expect(throws: Failure.self) {
        _ = try Self.rebase(plan, code: code, repository)
      }
      #expect(failure?.status == .refused)
    }
  }
}
