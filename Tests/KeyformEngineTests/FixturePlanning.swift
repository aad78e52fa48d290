import KeyformCatalog
import KeyformCore
import KeyformReport
import KeyformRules

/// The plan that leads from a target's rows to a repository, as `keyform plan` makes and shows it:
/// the same steps, on a target that is already open.
struct FixturePlanning {
  let plan: Plan
  let text: String

  init(
    _ fixture: FixtureRepository, _ stored: StoredInventory, on target: any DeploymentTarget,
    schema: SchemaStep, targetID: String?, today: CalendarDate
  ) throws {
    let repository = fixture.repository
    let assembled =
      fixture.assembled.resolved(in: repository, by: stored.neighbours) ?? fixture.assembled
    let state = assembled.state
    let renames = Renames(from: stored.inventory, to: state.inventory)
    let changes = Difference.changes(
      from: stored, to: state.inventory, renames: renames,
      releasing: repository.project.release, catalog: repository.catalog.digest, today: today)
    let limits = repository.project.limits.judge(
      changes, in: stored.inventory, waivers: state.waivers, today: today)
    let findings = FixtureFindings(repository, assembled, today)
    let diagnostics = Diagnostic.weighed(
      findings.all(
        PlanFacts(
          changes: changes, claims: renames.claims, stored: stored.inventory,
          waived: limits.waived, releases: repository.project.release,
          lastApplied: { try? target.lastApplied(project: state.project, at: $0) })), on: changes)
    plan = Plan(
      header: Plan.Header(
        project: state.project, target: TargetDescription(name: "lab", url: "lab:"),
        targetID: targetID, catalog: "2026-11 fixture", toolVersion: "1", today: today),
      schema: schema, changes: changes, diagnostics: diagnostics,
      blockers: Blocker.findings(diagnostics, on: changes) + Blocker.protection(in: changes)
        + Blocker.references(in: changes, of: stored) + limits.blockers,
      files: repository.files.map(\.path), waived: limits.waived,
      impact: Impact(
        of: changes, from: stored, imported: state.imported, catalog: repository.catalog,
        today: today))
    text = try Self.text(of: plan, repository.catalog)
  }

  private static func text(of plan: Plan, _ catalog: ReferenceCatalog) throws -> String {
    let style = TextStyle(colour: .plain, width: 100)
    let masking = Masking { catalog.publicKey($0) != nil }
    var bytes: [UInt8] = []
    try PlanText(
      style: style, masking: masking, diagnostics: DiagnosticText(style: style, masking: masking)
    ).write(plan) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What rules and guards say of a plan.
private struct FixtureFindings {
  private let repository: LoadedRepository
  private let assembled: AssembledState
  private let today: CalendarDate

  init(_ repository: LoadedRepository, _ assembled: AssembledState, _ today: CalendarDate) {
    self.repository = repository
    self.assembled = assembled
    self.today = today
  }

  func all(_ plan: PlanFacts) -> [Diagnostic] {
    let state = assembled.state.withNewerObservations(of: plan.stored) ?? assembled.state
    let facts = Facts(
      state: state, catalog: repository.catalog, today: today, settings: repository.project.rules)
    let found = Linter.run(facts, plan: plan).map { $0.diagnostic(in: repository) }
    return (repository.diagnostics + assembled.diagnostics + found)
      .sorted(by: Diagnostic.inOrder)
  }
}
