internal import KeyformCatalog
package import KeyformCore
internal import KeyformRules

/// Makes the plan of one target from proposed changes. `plan`, `apply`, `--rebase`, `undo`, drift
/// and tests take this one way, so that what is applied cannot differ from what is shown.
package struct Planner {
  private let checked: CheckedRepository
  private let load: TargetLoad
  private let target: TargetDescription
  private let context: RunContext

  package init(
    _ checked: CheckedRepository, _ load: TargetLoad, _ target: TargetDescription,
    _ context: RunContext
  ) {
    self.checked = checked
    self.load = load
    self.target = target
    self.context = context
  }

  /// `allowed` are hazards that are allowed by name, `source` is what version control says.
  package func plan(
    _ proposed: ProposedChanges, allowing allowed: [Hazard], source: SourceRevision?
  ) -> Plan {
    let repository = checked.repository
    let state = proposed.state ?? checked.assembled.state
    let stored = load.stored
    let today = context.today
    let changes = proposed.changes
    // What the changes mean, and whether they may be: neither asks the other.
    let (impact, judgement) = AllCores.both(
      {
        Impact(
          of: changes, from: stored, imported: state.imported, catalog: repository.catalog,
          today: today)
      }, { judge(proposed, state.waivers) })
    let masking = repository.masking
    return Plan(
      header: Plan.Header(
        project: state.project, target: target, targetID: load.targetID,
        catalog: repository.catalog.digest, toolVersion: context.toolVersion, today: today,
        source: source, undoOf: proposed.undoOf),
      schema: load.schema, changes: changes, diagnostics: judgement.diagnostics,
      blockers: judgement.blockers,
      files: proposed.undoOf == nil ? repository.files.map { masking.masked($0.path) } : [],
      allowed: allowed, leftOut: proposed.part.leftOut, waived: judgement.waived, impact: impact)
  }

  private struct Judgement: Sendable {
    let diagnostics: [Diagnostic]
    let blockers: [Blocker]
    let waived: [WaivedLimit]
  }

  private func judge(_ proposed: ProposedChanges, _ waivers: [Waiver]) -> Judgement {
    let changes = proposed.changes
    let limits = checked.repository.project.limits.judge(
      changes, in: load.stored.inventory, waivers: waivers, today: context.today)
    let (target, project) = (load.target, checked.repository.project)
    let found = checked.diagnostics(
      of: PlanFacts(
        changes: changes, claims: proposed.claims, stored: load.stored.inventory,
        waived: limits.waived, unreadable: load.stored.unreadable, releases: project.release,
        lastApplied: { try? target.lastApplied(project: project.name, at: $0) }),
      in: proposed.state)
    let diagnostics = Diagnostic.weighed(proposed.concerned(found), on: changes)
    return Judgement(
      diagnostics: diagnostics,
      blockers: Blocker.findings(diagnostics, on: changes) + proposed.part.blockers
        + Blocker.protection(in: changes) + Blocker.references(in: changes, of: load.stored)
        + limits.blockers,
      waived: limits.waived)
  }
}
