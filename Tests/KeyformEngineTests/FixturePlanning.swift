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
    _ fixture: FixtureRepository, _ stored: StoredInventory, schema: SchemaStep, targetID: String?,
    today: CalendarDate
  ) throws {
    let repository = fixture.repository
    let assembled =
      fixture.assembled.resolved(in: repository, by: stored.neighbours) ?? fixture.assembled
    let state = assembled.state
    let renames = Renames(from: stored.inventory, to: state.inventory)
    let changes = Difference.changes(
      from: stored, to: state.inventory, renames: renames,
      releasing: repository.project.release)
    let limits = repository.project.limits.judge(
      changes, in: stored.inventory, waivers: state.waivers, today: today)
    let findings = FixtureFindings(repository, assembled, today)
    let diagnostics = Diagnostic.weighed(
      findings.all(stored.inventory, changes, renames.claims, limits.waived), on: changes)
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

  func all(
    _ stored: Inventory, _ changes: [Change], _ claims: [RenameClaim], _ waived: [WaivedLimit]
  ) -> [Diagnostic] {
    let settings = Self.settings(repository.project.rules)
    let state = assembled.state.withNewerObservations(of: stored) ?? assembled.state
    let results = Linter.run(
      Facts(state: state, catalog: repository.catalog, today: today, settings: settings))
    let found = results.map { result in
      let finding = result.finding
      return result.diagnostic(
        at: repository.places.place(finding.origin, finding.address, finding.field),
        related: { repository.place(of: $0) })
    }
    let ofPlan =
      RenameFindings.all(claims, changes, settings)
      + WaiverFindings.unused(state.waivers, waived: waived, today: today, settings)
      + WaiverFindings.expired(state.waivers, today: today, settings)
      + CountFindings.rising(changes, settings)
      + OwnershipFindings.unshared(changes, used: state.foreignUses, settings)
    let idle = OwnershipFindings.idleReleases(repository.project.release, in: stored, settings)
      .map { index, finding in
        finding.diagnostic(
          at: repository.places.place(
            inFile: "keyform.yaml", path: ["release", String(index)]))
      }
    return
      (repository.diagnostics + assembled.diagnostics + found + idle + ofPlan.map(diagnostic))
      .sorted(by: Diagnostic.inOrder)
  }

  /// Rules that look for what fixtures leave out, owners and bindings, are off.
  private static func settings(_ own: RuleSettings) -> RuleSettings {
    var settings = own
    for rule in ["BIND003", "IDLE001", "IDLE002", "SEC005"] where own.byRule[rule] == nil {
      settings.byRule[rule] = RuleSettings.Setting(level: .off)
    }
    return settings
  }

  private func diagnostic(_ finding: PlanFinding) -> Diagnostic {
    guard let address = finding.address else {
      return finding.diagnostic(at: repository.place(of: finding.origin))
    }
    return finding.diagnostic(
      at: repository.places.place(finding.origin, address, finding.field))
  }
}
