import KeyformCore
import KeyformEngine
import KeyformReport
import KeyformTestSupport
import Testing

/// What a role that reads no values is told: nothing of values that it did not read.
@Suite struct PreviewTests {
  private static let key = "keys: {old: {kind: gvlk, products: [windows-11/enterprise]}}\n"
  private static let otherValue = "keys: {old: {kind: gvlk, products: [windows-11/pro]}}\n"
  private static let note =
    "keys: {old: {kind: gvlk, products: [windows-11/enterprise], note: x}}\n"

  /// A target to which each of these was applied in turn, read without values from now on.
  private func target(_ stages: [String]) throws -> MemoryTarget {
    let target = MemoryTarget()
    for files in stages { try FixturePlanning(repository(files, on: target)).apply() }
    target.withholdValues()
    return target
  }

  private func repository(_ files: String, on target: MemoryTarget) throws -> FixtureRepository {
    var stage = PlanFixture.Stage(name: "stage")
    stage.files = ["keys.yaml": files]
    return try FixtureRepository(stage, on: target)
  }

  private func drift(_ files: String, on target: MemoryTarget) throws -> DriftReport {
    let repository = try repository(files, on: target)
    return try DriftReader(repository.context, target: "lab:", only: [], .error).report()
  }

  @Test func driftSaysThatValuesWereNotRead() throws {
    let report = try drift(Self.key, on: target([Self.key]))
    #expect(report.isPreview && report.drifted.isEmpty && report.pending.isEmpty)
    let masking = Masking { _ in false }
    var buffer = TextBuffer(TextStyle(), masking)
    try report.add(to: &buffer) { _ in }
    let shown = String(decoding: buffer.take().bytes, as: UTF8.self)
    #expect(shown.contains("the role reads no values"))
    #expect(shown.contains("No drift in what the role reads of lab"))
    #expect(!shown.contains("as it was left"))
    var json: [UInt8] = []
    try DriftReport.document.write(report, masking) { json += $0.bytes }
    #expect(String(decoding: json, as: UTF8.self).contains(#""preview":true"#))
  }

  /// The row has the tail and check value that were applied.
  @Test func aValueThatTheFileChangesIsNoDrift() throws {
    let report = try drift(Self.otherValue, on: target([Self.key]))
    #expect(report.drifted.isEmpty)
    #expect(report.pending.map(\.description) == ["key/old"])
  }

  @Test(arguments: [[Self.key], [Self.key, Self.note], [Self.key, Self.otherValue]])
  func undoAccusesNobody(_ stages: [String]) throws {
    let target = try target(stages)
    let repository = try repository(stages[stages.count - 1], on: target)
    let undo = try UndoPlanner(stages.count, target: "lab:", repository.context, .all, .error)
    #expect(undo.plan?.header.isPreview == true)
    #expect(undo.plan?.changes.map(\.address.description) == ["key/old"])
  }

  /// A later change set is named, and not somebody else.
  @Test func undoNamesWhoChangedTheValueAgain() throws {
    let target = try target([Self.key, Self.otherValue])
    let repository = try repository(Self.otherValue, on: target)
    let failure = #expect(throws: Failure.self) {
      _ = try UndoPlanner(1, target: "lab:", repository.context, .all, .error)
    }
    #expect(failure?.lines.allSatisfy { $0.contains("by change set 2") } == true)
  }

  @Test func whatTheTargetRemembersIsKept() {
    let memory = TargetMemory(
      last: nil, others: [OtherProject(name: "other", repository: .unknown)])
    let stored = StoredInventory(
      inventory: .empty, materials: [], digestKey: nil, memory: memory)
    #expect(stored.supposing(.empty).memory == memory)
    #expect(stored.supposing([JournalRecord]()).memory == memory)
  }
}
