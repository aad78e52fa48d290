import KeyformCore
import KeyformEngine
import KeyformReport
import Testing

/// The plan that leads from a target's rows to a repository, as `keyform plan` makes and shows it,
/// and what `keyform apply` does with it.
struct FixturePlanning {
  private let planned: PlannedTarget
  private let context: RunContext

  var plan: Plan { planned.plan }

  init(_ fixture: FixtureRepository) throws {
    context = fixture.context
    planned = try PlanRun(context, target: "lab:", .all, .error).single()
  }

  func text() throws -> String {
    let style = TextStyle(colour: .plain, width: 100)
    let masking = planned.repository.masking
    var bytes: [UInt8] = []
    try PlanText(
      diagnostics: DiagnosticText(style: style, masking: masking)
    ).write(plan) { bytes += $0.bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Applies it, whatever is dangerous in it.
  func apply() throws {
    var told: [String] = []
    let run = try ApplyRun([ApplyItem(planned, context)], context) { event in
      if case .result(let text) = event { told.append(text) }
    }
    try run.run(.error, allowed: Hazard.allCases, show: { _ in }, confirm: { _ in })
    let changes = counted(plan.changes.count, "change")
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("Applied \(changes) to lab (lab:) as change set ") == true)
  }
}
