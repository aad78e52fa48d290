package import KeyformCatalog
package import KeyformCore

/// The plan that takes a change set back: which changes that are. What becomes of them, the planner
/// says as of every plan.
package struct UndoPlanner {
  package let repository: LoadedRepository
  package let choice: TargetChoice
  /// Nil where nothing has to change.
  package let plan: Plan?
  private let entry: JournalEntry

  /// `target` is what `--target` says.
  package init(
    _ changeSet: Int, target: String?, _ context: RunContext, _ selection: PlanSelection,
    _ threshold: SeverityThreshold
  ) throws {
    repository = try context.loadProject()
    choice = try TargetChoice(target, of: repository.project, context)
    let name = repository.project.name
    let source = Background("keyform.source") {
      try context.history.revision(of: context.directory)
    }
    // What the rows were made from is not read now: the journal says which values they had.
    let checked = CheckedRepository(
      repository, include: choice.include, context.withoutEnvironment)
    if let unsound = UnsoundRepository(structureOf: checked, threshold) { throw unsound }
    let load = try TargetLoad(choice, project: name, context)
    let journal = ProjectJournal(load.target, project: name, choice.description)
    let (entry, records) = try journal.changeSet(changeSet)
    self.entry = entry
    let only = try Self.matcher(selection, records)
    let commits = try RecordedCommits(journal, until: changeSet)
    var secrets = RecordedSecrets(repository, include: choice.include, context) {
      try commits.of($0)
    }
    let undo = Undo(
      records, stored: load.stored, unowned: try journal.unownedRows(context.progress),
      only: only, secret: { secrets.secret(of: $0) })
    if let failure = secrets.failure { throw failure }
    try context.checkCancelled()
    if !undo.refusals.isEmpty { throw try Self.refusal(undo, changeSet, journal) }
    guard !undo.changes.isEmpty else {
      plan = nil
      return
    }
    let informed = checked.informed(by: load.stored.neighbours)
    let proposed = ProposedChanges(
      takingBack: changeSet, undo.changes, leftOut: undo.leftOut, informed, load.stored)
    plan = Planner(informed, load, choice.description, context)
      .plan(proposed, allowing: selection.allowed, source: try source.value())
  }

  /// A pattern that fits nothing is a slip.
  private static func matcher(
    _ selection: PlanSelection, _ records: [JournalRecord]
  ) throws -> (Address) -> Bool {
    let globs = selection.only.map { Glob($0) }
    if let idle = globs.first(where: { glob in
      !records.contains { glob.matches($0.address.description) }
    }) {
      throw Failure(
        .usage, "--only '\(idle.pattern)' fits nothing in the change set",
        "`keyform history show` lists what is in it.")
    }
    return { address in
      globs.isEmpty || globs.contains { $0.matches(address.description) }
    }
  }

  /// All refusals in one message.
  private static func refusal(
    _ undo: Undo, _ changeSet: Int, _ journal: ProjectJournal
  ) throws -> Failure {
    let later = try journal.records(.all).filter { $0.changeSet > changeSet }
    let lines = undo.refusals.map { "  " + $0.text(later: later) }
    let others = undo.changes.map(\.address)
    let hint =
      others.isEmpty
      ? "No plan was written. Change the repository instead, and plan."
      : """
      No plan was written. \(counted(others.count, "other item")) can be taken back: name what is \
      wanted with --only, such as --only '\(others[0])'.
      """
    return Failure(
      .refused, "change set \(changeSet) cannot be taken back as a whole:", lines: lines, hint)
  }

  /// What has to be done besides.
  package var hint: String {
    if let other = entry.header.undoOf {
      return """
        Change set \(entry.changeSet) took back change set \(other): see with `keyform plan`, once \
        this is applied, that the repository wants the same.
        """
    }
    let commit = entry.header.commit.map { "commit \($0.prefix(12))" } ?? "its commit"
    return """
      The repository still wants what change set \(entry.changeSet) did: revert \(commit) as well, \
      or the next apply does it again.
      """
  }
}
