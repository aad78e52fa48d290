import Foundation
import KeyformCore
import KeyformRules
import KeyformTestSupport
import Testing

/// Every plan fixture on every engine: the same text, the same rows, the same journal.
@Suite struct PlanFixtureTests {
  private static let isRecording =
    ProcessInfo.processInfo.environment["KEYFORM_GOLDENS"] == "record"

  @Test func thereAreFixtures() {
    #expect(PlanFixture.all.count >= 20)
  }

  /// A rule that falls silent must not vanish with a golden that is written again.
  @Test(arguments: PlanFixture.all)
  func rulesThatAreNamedAreShown(_ fixture: PlanFixture) throws {
    let contents = try fixture.contents()
    let known = Set(AllRules.list.map { $0.metadata.id })
    for rule in contents.rules { #expect(contents.plan.contains("[\(rule)]"), "\(rule)") }
    for rule in contents.silent {
      #expect(known.contains(rule) && !contents.plan.contains("[\(rule)]"), "\(rule)")
    }
  }

  @Test(arguments: PlanFixture.all)
  func memoryIsAsWritten(_ fixture: PlanFixture) throws {
    let contents = try fixture.contents()
    let run = try FixtureRun(contents, on: MemoryTarget())
    if Self.isRecording {
      try fixture.record(plan: run.plan, undo: run.undo)
    } else {
      #expect(run.plan == contents.plan)
      #expect(run.undo == contents.undo)
    }
  }

  /// The databases do what the model in memory does, to the last item of the journal.
  @Test(arguments: PlanFixture.all, [FixtureTarget.Engine.sqlite, .postgres])
  func databasesDoTheSame(_ fixture: PlanFixture, _ engine: FixtureTarget.Engine) throws {
    let contents = try fixture.contents()
    let memory = try FixtureRun(contents, on: MemoryTarget())
    let place = try FixtureTarget(engine)
    let run = try withExtendedLifetime(place) { try FixtureRun(contents, on: place.target) }
    #expect(run.plan == memory.plan)
    #expect(run.undo == memory.undo)
    #expect(run.rows == memory.rows)
    #expect(run.records == memory.records)
    if !Self.isRecording { #expect(run.plan == contents.plan) }
  }
}
