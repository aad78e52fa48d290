internal import KeyformCore
internal import KeyformRepository
internal import KeyformRules

/// Makes the plan of one target from proposed changes. `plan`, `apply`, `--rebase`, `undo`, drift
/// and tests take this one way, so that what is applied cannot differ from what is shown.
struct Planner {
  let checked: CheckedRepository
  let load: TargetLoad
  let target: TargetDescription
  let context: RunContext
  /// False where the target is being written, and asking it anything would be a second
  /// conversation; rules that ask what was applied last are silent then.
  var asksJournal = true
  /// What the branch's own changes are told by.
  var base: PlanBase?

  /// `allowed` are hazards that are allowed by name, `source` is what version control says, and
  /// `origins` where the changes come from.
  func plan(
    _ proposed: ProposedChanges, allowing allowed: [Hazard], source: SourceRevision?,
    origins: ChangeOrigins = .none
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
    return Plan(
      header: Plan.Header(
        project: state.project, target: target, targetID: load.targetID,
        catalog: repository.catalog.digest, toolVersion: context.toolVersion, today: today,
        source: source, undoOf: proposed.undoOf, isPreview: load.stored.isPreview,
        base: base),
      schema: load.schema, changes: changes, diagnostics: judgement.diagnostics,
      blockers: judgement.blockers,
      files: proposed.undoOf == nil ? repository.files.map(\.path) : [],
      allowed: allowed, leftOut: proposed.part.leftOut, waived: judgement.waived, impact: impact,
      memory: MemoryClaim(repository, source).judge(
        stored.memory, leadsToChanges: !changes.isEmpty, writtenAgain: origins.writtenAgain,
        origins: origins.rows),
      proof: load.proof)
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
    let (target, project, asksJournal) = (load.target, checked.repository.project, asksJournal)
    let found = checked.diagnostics(
      of: PlanFacts(
        changes: changes, claims: proposed.claims, stored: load.stored.inventory,
        waived: limits.waived, unreadable: load.stored.unreadable, releases: project.release,
        lastApplied: {
          asksJournal ? try? target.lastApplied(project: project.name, at: $0) : nil
        }),
      in: proposed.state)
    let diagnostics = Diagnostic.weighed(proposed.concerned(found), on: changes)
    return Judgement(
      diagnostics: diagnostics,
      blockers: Blocker.findings(diagnostics, on: changes) { errors in
        caused(errors, by: proposed)
      } + proposed.part.blockers
        + Blocker.protection(in: changes) + Blocker.references(in: changes, of: load.stored)
        + limits.blockers,
      waived: limits.waived)
  }

  /// The errors that the plan causes: found on the rows with its items applied, and not on the rows
  /// as they are. What a rule about plans says is no error of either.
  private func caused(_ errors: [Diagnostic], by proposed: ProposedChanges) -> [Diagnostic] {
    let candidates = errors.filter { !AllRules.judgesPlans($0.rule) }
    if candidates.isEmpty { return [] }
    let known = proposed.state ?? checked.assembled.state
    let rows = known.holding(load.stored.inventory, checked.repository.catalog)
    let before = Set(
      checked.diagnostics(ofRows: rows).filter { $0.severity == .error }.map(FindingSite.init))
    return candidates.filter { !before.contains(FindingSite($0)) }
  }
}

/// By what a finding is known again in another state.
private struct FindingSite: Hashable {
  let rule: String
  let address: Address?
  let field: [String]

  init(_ diagnostic: Diagnostic) {
    rule = diagnostic.rule
    address = diagnostic.address
    field = diagnostic.field
  }
}
