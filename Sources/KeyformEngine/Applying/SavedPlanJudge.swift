internal import KeyformCore
internal import KeyformRepository

/// Finds again what may stop a saved plan: from the files of the repository that it is applied from,
/// and from the rows of its target. Of what the plan says of itself nothing is believed but which
/// rows it changes, the states that it was made from, and what was allowed when it was made.
struct SavedPlanJudge: Sendable {
  private let reviewed: Plan
  private let checked: CheckedRepository
  /// What the plan is applied from.
  private let source: SourceRevision?
  /// Nil of a plan that the files asked for.
  private let takenBack: TakenBack?
  private let context: RunContext
  /// By address.
  private let changes: [Address: Change]

  init(
    _ reviewed: Plan, _ checked: CheckedRepository, from source: SourceRevision?,
    takingBack takenBack: TakenBack?, _ context: RunContext
  ) {
    self.reviewed = reviewed
    self.checked = checked
    self.source = source
    self.takenBack = takenBack
    self.context = context
    changes = Dictionary(
      reviewed.changes.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The plan as files and rows have it now: the changes that they lead to, each bound to the row
  /// that was reviewed, with everything that is found of them. `asksJournal` as for a ``Planner``,
  /// which `origins` are for too. `beyond` counts the changes that the files lead to besides.
  func plan(
    on load: TargetLoad, asksJournal: Bool = true, origins: ChangeOrigins = .none
  ) throws(PlanObjection) -> (plan: Plan, beyond: Int) {
    let checked = checked.informed(by: load.stored.neighbours)
    var beyond = 0
    let proposed =
      if let takenBack {
        try undo(takenBack, checked, load.stored)
      } else {
        try ProposedChanges(from: checked, to: load.stored, context) {
          (all) throws(PlanObjection) in
          var part = try part(of: all, checked)
          let named = Set(reviewed.leftOut.map(\.address))
          beyond = part.leftOut.count { !named.contains($0.address) }
          part.leftOut = reviewed.leftOut
          return part
        }
      }
    let planner = Planner(
      checked: checked, load: load, target: reviewed.header.target, context: context,
      asksJournal: asksJournal)
    let plan = planner.plan(
      proposed, allowing: reviewed.allowed, source: source, origins: origins)
    return (reviewed.judged(as: plan), beyond)
  }

  /// What speaks against the plan on these rows; nil: nothing. `allowed` are hazards that are allowed
  /// by name now.
  func objection(on load: TargetLoad, allowed: [Hazard]) -> PlanObjection? {
    let plan: Plan
    do {
      plan = try self.plan(on: load, asksJournal: false).plan
    } catch {
      return error
    }
    if !plan.blockers.isEmpty {
      return PlanObjection(
        .blocked(finding: plan.blockedStatus == .findings), plan.blockers.map(\.text))
    }
    let hazards = plan.unallowed(beside: allowed)
    return hazards.isEmpty
      ? nil : PlanObjection(.hazards(hazards), plan.memory.reasons(for: hazards))
  }

  /// The plan's part of what makes the target equal to the files.
  private func part(
    of all: [Change], _ checked: CheckedRepository
  ) throws(PlanObjection) -> PlanPart {
    let desired = checked.assembled.state.inventory
    var due: [Address: Change] = [:]
    for change in all where changes[change.address] != nil { due[change.address] = change }
    let latest = Observation.latest(on: context.today)
    let differences = reviewed.changes.flatMap { change in
      PlannedAgainstFiles(change, due[change.address], desired[change.address], latest).differences
    }
    if !differences.isEmpty { throw PlanObjection(.files, differences) }
    return PlanPart(all) { changes[$0] != nil }
  }

  /// The change set taken back anew from what the journal holds of it.
  private func undo(
    _ takenBack: TakenBack, _ checked: CheckedRepository, _ stored: StoredInventory
  ) throws(PlanObjection) -> ProposedChanges {
    let undo = takenBack.undo(of: stored, as: reviewed)
    let due = Dictionary(
      undo.changes.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    let differences = reviewed.changes.flatMap { change -> [String] in
      guard let other = due[change.address] else {
        return ["\(change.address): the change set leads to no such change"]
      }
      return PlannedAgainstFiles(change, other, nil, nil).differences
    }
    guard differences.isEmpty else {
      throw PlanObjection(.undo(takenBack.changeSet), differences)
    }
    return ProposedChanges(
      takingBack: takenBack.changeSet, undo.changes.filter { changes[$0.address] != nil },
      leftOut: reviewed.leftOut, checked, stored)
  }
}

extension Plan {
  /// This plan with what was found of it now. What forbade it when it was made still does, and what
  /// was found in secrets, which are not read again, still holds. It is not to be saved: it
  /// carries no code of its target.
  fileprivate func judged(as now: Plan) -> Plan {
    let found = now.diagnostics.filter { !$0.isOfReading }
    let sites = Set(found.map { [$0.rule, $0.address?.description] })
    let ofValues = diagnostics.filter {
      $0.isOfReading
        || $0.rule.hasPrefix("KEY") && !sites.contains([$0.rule, $0.address?.description])
    }
    let blockers = blockers.filter { !now.blockers.contains($0) }
    return Plan(
      header: header, schema: schema,
      changes: zip(now.changes, changes).map { $0.bound(to: $1) },
      diagnostics: ofValues.isEmpty
        ? found : (found + ofValues).sorted(by: Diagnostic.inOrder),
      blockers: blockers + now.blockers, files: now.files, allowed: allowed, leftOut: leftOut,
      waived: now.waived, impact: now.impact,
      memory: now.memory.withBaseOrigins(of: memory))
  }
}

extension Diagnostic {
  /// Whether it comes from reading a secret, or from not reading it.
  fileprivate var isOfReading: Bool { ["VAL001", "VAL002"].contains(rule) }
}
