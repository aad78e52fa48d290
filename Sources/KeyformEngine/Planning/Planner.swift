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
    return Plan(
      header: Plan.Header(
        project: state.project, target: target, targetID: load.targetID,
        catalog: repository.catalog.digest, toolVersion: context.toolVersion, today: today,
        source: source, undoOf: proposed.undoOf, isPreview: load.stored.isPreview),
      schema: load.schema, changes: changes, diagnostics: judgement.diagnostics,
      blockers: judgement.blockers,
      files: proposed.undoOf == nil ? repository.files.map(\.path) : [],
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

/// Changes that somebody proposes for a target: those that the files ask for, or those that take a
/// change set back. What they lead to is judged the same way.
package struct ProposedChanges: Sendable {
  let part: PlanPart
  /// What `was:` says of renames.
  let claims: [RenameClaim]
  /// What the target would hold; nil: what the files want.
  let state: DesiredState?
  /// The change set that is taken back; nil: the changes are the files'.
  let undoOf: Int?

  package var changes: [Change] { part.changes }

  /// The findings that are this plan's matter: with the files' changes every one is shown; a plan
  /// that takes back leaves out advice on the rest of the target, which it does not touch.
  func concerned(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if undoOf == nil { return diagnostics }
    let touched = Blocker.touched(by: changes)
    return diagnostics.filter { diagnostic in
      diagnostic.severity > .info || (diagnostic.address.map(touched.contains) ?? false)
    }
  }
}

extension ProposedChanges {
  /// What makes the target equal to the files, or the part of it that is asked for.
  package init(
    from checked: CheckedRepository, to stored: StoredInventory, _ selection: PlanSelection,
    _ context: RunContext
  ) throws {
    let repository = checked.repository
    let desired = checked.assembled.state.inventory
    if let row = stored.unreadable.first(where: {
      desired[$0.address] != nil && stored.inventory[$0.address] == nil
    }) {
      throw Failure(
        .couldNotRun, "\(row.shown) cannot be taken over: \(row.problem)",
        "Nothing was planned. Correct the row in the target, or delete it there.")
    }
    let renames = Renames(from: stored.inventory, to: desired)
    part = try selection.part(
      of: Difference.changes(
        from: stored, to: desired, renames: renames, releasing: repository.project.release,
        catalog: repository.catalog.digest, today: context.today),
      among: AddressBook(desired: desired, stored: stored.inventory))
    claims = renames.claims
    state = nil
    undoOf = nil
  }

  /// What takes a change set back. The state is judged with all that the repository knows besides:
  /// what it silences, its waivers, and what other projects use.
  init(
    takingBack changeSet: Int, _ undo: Undo, _ checked: CheckedRepository,
    _ stored: StoredInventory
  ) {
    let known = checked.assembled.state
    let next = stored.inventory.applying(undo.changes).silenced(as: known.inventory)
    part = PlanPart(undo.changes, leftOut: undo.leftOut)
    claims = []
    state = DesiredState(
      project: known.project, inventory: next,
      secrets: next.keys.entries.map { _ in .notNeeded }, imported: known.imported,
      waivers: known.waivers, foreignUses: known.foreignUses)
    undoOf = changeSet
  }
}

extension Inventory {
  /// The same rows with the places and the `ignore:` of the repository's entries.
  fileprivate func silenced(as own: Inventory) -> Inventory {
    Inventory(
      keys: keys.silenced(as: own.keys), deployments: deployments.silenced(as: own.deployments),
      bindings: bindings.silenced(as: own.bindings), hosts: hosts.silenced(as: own.hosts),
      directories: directories.silenced(as: own.directories))
  }
}

extension EntrySet {
  fileprivate func silenced(as own: EntrySet) -> EntrySet {
    EntrySet(
      sorted: entries.map { entry in
        guard let written = own[entry.name] else { return entry }
        return Entry(
          entry.value, origin: written.origin, ignores: written.ignores, secret: entry.secret)
      })
  }
}
