internal import KeyformCore

/// What a plan that takes a change set back has to agree with.
struct TakenBack: Sendable {
  let changeSet: Int
  private let records: [JournalRecord]
  /// The rows of nobody.
  private let unowned: StoredInventory

  /// Reads the journal. Nil of a plan that the files asked for.
  init?(
    _ plan: Plan, in target: any DeploymentTarget, _ choice: TargetChoice, _ context: RunContext
  ) throws {
    guard let changeSet = plan.header.undoOf else { return nil }
    let journal = ProjectJournal(target, project: plan.header.project, choice.description)
    self.changeSet = changeSet
    records = try journal.changeSet(changeSet).records
    unowned = try journal.unownedRows(context.progress)
  }

  /// The change set taken back from these rows, but for what the plan leaves out. Values come from
  /// where the plan says; that they are those of the journal is seen when they are read.
  func undo(of stored: StoredInventory, as plan: Plan) -> Undo {
    let leftOut = Set(plan.leftOut.map(\.address))
    var references: [String: SecretReference] = [:]
    for change in plan.changes {
      if let secret = change.after?.secret { references[change.address.name] = secret }
    }
    return Undo(
      records, stored: stored, unowned: unowned, only: { !leftOut.contains($0) },
      secret: { key in
        references[key.name].map { .from($0) } ?? .refused("the plan does not say where it is kept")
      })
  }
}
