package import KeyformCore
internal import KeyformRepository
internal import KeyformRules

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

  /// The findings that are this plan's matter: with all of the files' changes every one is shown; a
  /// plan that takes back leaves out advice on the rest of the target, which it does not touch. That
  /// an `ignore:` silences nothing is said of what the files say, not of rows that lag behind.
  func concerned(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if state == nil { return diagnostics }
    let touched = Blocker.touched(by: changes)
    return diagnostics.filter { diagnostic in
      if let address = diagnostic.address, touched.contains(address) { return true }
      if diagnostic.rule == IgnoreRules.unused.id { return false }
      return diagnostic.severity > .info || undoOf == nil
    }
  }
}

extension ProposedChanges {
  /// What makes the target equal to the files, or the part of it that is asked for.
  package init(
    from checked: CheckedRepository, to stored: StoredInventory, _ selection: PlanSelection,
    _ context: RunContext
  ) throws {
    let desired = checked.assembled.state.inventory
    if let row = stored.unreadable.first(where: {
      desired[$0.address] != nil && stored.inventory[$0.address] == nil
    }) {
      throw Failure(
        .couldNotRun, "\(row.shown) cannot be taken over: \(row.problem)",
        "Nothing was planned. Correct the row in the target, or delete it there.")
    }
    let book = AddressBook(desired: desired, stored: stored.inventory)
    try self.init(from: checked, to: stored, context) { try selection.part(of: $0, among: book) }
  }

  /// `choose` gets what makes the target equal to the files, and gives the part of it that is
  /// proposed. A part is judged by the rows with its own changes applied, not by the files.
  init<Problem: Error>(
    from checked: CheckedRepository, to stored: StoredInventory, _ context: RunContext,
    choosing choose: ([Change]) throws(Problem) -> PlanPart
  ) throws(Problem) {
    let repository = checked.repository
    let known = checked.assembled.state
    let renames = Renames(from: stored.inventory, to: known.inventory)
    let changes = Difference.changes(
      from: stored, to: known.inventory, renames: renames, releasing: repository.project.release,
      catalog: repository.catalog.digest, today: context.today)
    part = try choose(changes)
    claims = renames.claims
    undoOf = nil
    state =
      part.changes.count == changes.count
      ? nil : known.holding(stored.inventory.applying(part.changes), repository.catalog)
  }

  /// What takes a change set back. The state is judged with all that the repository knows besides:
  /// what it silences, its waivers, and what other projects use.
  init(
    takingBack changeSet: Int, _ changes: [Change], leftOut: [LeftOut],
    _ checked: CheckedRepository, _ stored: StoredInventory
  ) {
    part = PlanPart(changes, leftOut: leftOut)
    claims = []
    state = checked.assembled.state.holding(
      stored.inventory.applying(changes), checked.repository.catalog)
    undoOf = changeSet
  }
}
