import KeyformCatalog
import KeyformCore
import KeyformEngine
import KeyformReport

/// The plan that leads from a target's rows to a repository, as `keyform plan` makes and shows it.
struct FixturePlanning {
  let plan: Plan
  let text: String

  init(
    _ fixture: FixtureRepository, _ stored: StoredInventory, on target: any DeploymentTarget
  ) throws {
    let context = fixture.context
    let checked = fixture.checked.informed(by: stored.neighbours)
    let planner = Planner(
      checked, TargetLoad(target, stored), TargetDescription(name: "lab", url: "lab:"), context)
    plan = planner.plan(
      try ProposedChanges(from: checked, to: stored, .all, context), allowing: [], source: nil)
    text = try Self.text(of: plan, fixture.repository.masking)
  }

  private static func text(of plan: Plan, _ masking: Masking) throws -> String {
    let style = TextStyle(colour: .plain, width: 100)
    var bytes: [UInt8] = []
    try PlanText(
      style: style, masking: masking, diagnostics: DiagnosticText(style: style, masking: masking)
    ).write(plan) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
