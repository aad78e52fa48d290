package import KeyformCore
package import KeyformRepository

/// The plan that takes a change set back: which changes that are. What becomes of them, the planner
/// says as of every plan.
package struct UndoPlanner {
  package let repository: LoadedRepository
  package let choice: TargetChoice
  /// Nil where nothing has to change.
  package let plan: Plan?
  /// What version control does not say of the plan, in one line.
  package let sourceNote: String?
  /// What has to be done besides.
  package let hint: String

  package init(
    _ changeSet: Int, target: TargetRequest, _ context: RunContext, _ selection: PlanSelection,
    _ threshold: SeverityThreshold
  ) throws {
    repository = try context.loadProject()
    choice = try TargetChoice(target, of: repository.project, context)
    let name = repository.project.name
    let source = SourceOfRun(SourceOfRun.begin(context), reading: repository.readFiles)
    // What the rows were made from is not read now: the journal says which values they had.
    let checked = CheckedRepository(repository, include: choice.include, context.withoutSecrets)
    if let unsound = UnsoundRepository(structureOf: checked, threshold) { throw unsound }
    let rows = try TargetLoad(choice, project: name, context)
    try choice.check(rows.stored.condition)
    let journal = ProjectJournal(rows.target, project: name, choice)
    let (entry, records) = try journal.changeSet(changeSet)
    let load = rows.supposing(checked.assembled.state.inventory).supposing(records)
    let only = try selection.matcher(
      { glob in records.contains { glob.matches($0.address.description) } },
      else: "nothing in the change set", "`keyform history show` lists what is in it.")
    var secrets = try RecordedSecrets(
      repository, include: choice.include, context, journal, until: changeSet)
    let unmanaged = try journal.unmanagedRows(context.progress).supposing(records)
    func takingBack(_ only: (Address) -> Bool) -> Undo {
      Undo(
        records, stored: load.stored, unmanaged: unmanaged, only: only,
        secret: { secrets.secret(of: $0) })
    }
    let undo = takingBack(only)
    if let failure = secrets.failure { throw failure }
    try context.checkCancelled()
    if !undo.refusals.isEmpty {
      throw try Self.refusal(undo, changeSet, journal) { part in
        takingBack({ part.contains($0) }).refusals.isEmpty
      }
    }
    guard !undo.changes.isEmpty else {
      plan = nil
      sourceNote = nil
      hint = ""
      return
    }
    let informed = checked.informed(by: load.stored.neighbours)
    let proposed = ProposedChanges(
      takingBack: changeSet, undo.changes, leftOut: undo.leftOut, informed, load.stored)
    plan = Planner(
      checked: informed, load: load, target: choice.description, context: context
    ).plan(
      proposed, allowing: selection.allowed, source: try source.revision(leadsToChanges: true))
    sourceNote = source.refusal
    hint = try UndoHint(entry, undo.changes, in: checked, context) { [choice] in
      try choice.asking { try rows.target.sources(project: name) }
    }.sentence()
  }

  /// All refusals in one message. `isTaken` tells whether this part of the change set can be taken
  /// back by itself.
  private static func refusal(
    _ undo: Undo, _ changeSet: Int, _ journal: ProjectJournal, isTaken: (Set<Address>) -> Bool
  ) throws -> Failure {
    let later = try journal.records(.all).filter { $0.changeSet > changeSet }
    let lines = undo.refusals.map { "  " + $0.text(later: later) }
    let others = undo.changes.map(\.address)
    let hint =
      others.isEmpty
      ? "No plan was written. Change the repository instead, and plan."
      : """
      No plan was written. \(counted(others.count, "other item")) can be taken back: \
      \(example(of: others, isTaken)).
      """
    return Failure(
      .refused, "change set \(changeSet) cannot be taken back as a whole:", lines: lines, hint)
  }

  /// So many items are named together, and so many looked at alone.
  private static let mostNamed = 5

  /// How to name a part of `others` that goes by itself.
  private static func example(
    of others: [Address], _ isTaken: (Set<Address>) -> Bool
  ) -> String {
    let words = { (part: [Address]) in
      part.map { "--only '\($0)'" }.joined(separator: " ")
    }
    if others.count <= mostNamed, isTaken(Set(others)) {
      return others.count == 1 ? words(others) : "all with \(words(others))"
    }
    if let one = others.prefix(mostNamed).first(where: { isTaken([$0]) }) {
      return "name what is wanted with --only, such as \(words([one]))"
    }
    return "name with --only what is wanted, and what refers to it"
  }
}
