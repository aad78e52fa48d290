internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport
internal import KeyformRules

/// A plan of one target: shared by `plan` and `apply`, so that what is applied cannot differ from
/// what is shown.
struct Planning {
  let repository: LoadedRepository
  let choice: TargetChoice
  let target: any DeploymentTarget
  let plan: Plan
  /// Secrets that were read on the way, by key name.
  let secrets: [String: KeyMaterial]
  let known: KnownEntries

  /// Checks and diffs what was read. Throws `Unplannable` where the repository is not sound:
  /// nothing is planned from a half-read one.
  init(
    _ session: Session, _ choice: TargetChoice, _ found: TargetReading.Outcome,
    _ request: PlanRequest, source: SourceRevision?, _ options: CommonOptions
  ) throws {
    repository = session.repository
    self.choice = choice
    target = found.target
    let state = session.assembled.state
    known = KnownEntries(desired: state.inventory, stored: found.stored.inventory)
    plan = Retained.keep(
      try Self.plan(session, found, choice.description, request, source, options))
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in state.inventory.keys.entries.enumerated() where entry.value.isSecret {
      if let key = state.secrets[index].key { secrets[entry.name] = key }
    }
    self.secrets = secrets
  }

  private static func plan(
    _ session: Session, _ found: TargetReading.Outcome, _ description: TargetDescription,
    _ request: PlanRequest, _ source: SourceRevision?, _ options: CommonOptions
  ) throws -> Plan {
    let repository = session.repository
    let state = session.assembled.state
    let masking = Presentation(options, repository: repository).masking
    let stored = found.stored.inventory
    if let row = found.stored.unreadable.first(where: {
      state.inventory[$0.address] != nil && stored[$0.address] == nil
    }) {
      throw Failure(
        .couldNotRun, "\(row.shown) cannot be taken over: \(row.problem)",
        "Nothing was planned. Correct the row in the target, or delete it there.")
    }
    let renames = Renames(from: stored, to: state.inventory)
    let part = try request.part(
      of: Difference.changes(
        from: found.stored, to: state.inventory, renames: renames,
        releasing: repository.project.release, catalog: repository.catalog.digest,
        today: options.clock),
      among: KnownEntries(desired: state.inventory, stored: stored))
    let all = found.stored
    let target = found.target
    let today = options.clock
    // What the changes mean, and whether they may be: neither asks the other.
    let halves = AllCores.map(2) { half -> Half in
      if half == 0 {
        return .impact(
          Impact(
            of: part.changes, from: all, imported: state.imported, catalog: repository.catalog,
            today: today))
      }
      let limits = repository.project.limits.judge(
        part.changes, in: all.inventory, waivers: state.waivers, today: today)
      let diagnostics = Diagnostic.weighed(
        session.diagnostics(
          of: PlanFacts(
            changes: part.changes, claims: renames.claims, stored: all.inventory,
            waived: limits.waived, unreadable: all.unreadable,
            releases: repository.project.release,
            lastApplied: { try? target.lastApplied(project: state.project, at: $0) })),
        on: part.changes)
      let blockers =
        Blocker.findings(diagnostics, on: part.changes) + part.blockers
        + Blocker.protection(in: part.changes) + Blocker.references(in: part.changes, of: all)
        + limits.blockers
      return .judgement(diagnostics, blockers, limits.waived)
    }
    var impact = Impact.none
    var judgement: (diagnostics: [Diagnostic], blockers: [Blocker], waived: [WaivedLimit]) =
      ([], [], [])
    for half in halves {
      switch half {
      case .impact(let found): impact = found
      case .judgement(let diagnostics, let blockers, let waived):
        judgement = (diagnostics, blockers, waived)
      }
    }
    return Plan(
      header: Plan.Header(
        project: state.project, target: description, targetID: found.targetID,
        catalog: repository.catalog.digest, toolVersion: ToolVersion.text, today: options.clock,
        source: source),
      schema: found.schema, changes: part.changes,
      diagnostics: judgement.diagnostics, blockers: judgement.blockers,
      files: repository.files.map { masking.masked($0.path) }, allowed: request.allowed,
      leftOut: part.leftOut, waived: judgement.waived, impact: impact)
  }

  private enum Half: Sendable {
    case impact(Impact)
    case judgement([Diagnostic], [Blocker], [WaivedLimit])
  }
}
