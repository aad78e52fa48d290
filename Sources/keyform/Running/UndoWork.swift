internal import KeyformCatalog
internal import KeyformCore
internal import KeyformRules

/// The plan that takes a change set back, with what it was made from.
struct UndoWork {
  let repository: LoadedRepository
  let choice: TargetChoice
  /// Nil where nothing has to change.
  let plan: Plan?
  private let entry: JournalEntry

  init(
    _ changeSet: Int, _ options: CommonOptions, lockTimeout: Int, _ request: PlanRequest
  ) throws {
    repository = try Session.loadProject(options)
    choice = try TargetChoice(options.target, in: repository)
    let name = repository.project.name
    let source = SourceReading(of: options.directory)
    let found = try TargetReading.read(choice, name, lockTimeout, options.progress)
    let journal = JournalOfTarget(found.target, project: name, choice.description)
    guard let entry = try journal.entries().first(where: { $0.changeSet == changeSet }) else {
      throw Failure(
        .usage, "project \(name) has no change set \(changeSet) in \(choice.description.shown)",
        "`keyform history` lists them.")
    }
    self.entry = entry
    let records = try journal.records(.changeSet(changeSet))
    let only = try Self.matcher(request, records)
    let commits = try RecordedCommits(journal, until: changeSet)
    var secrets = RecordedSecrets(repository, include: choice.include) { try commits.of($0) }
    let undo = Undo(
      records, stored: found.stored, unowned: try journal.unownedRows(options.progress),
      only: only, secret: { secrets.secret(of: $0) })
    if let failure = secrets.failure { throw failure }
    try Interruption.check()
    if !undo.refusals.isEmpty { throw try Self.refusal(undo, changeSet, journal) }
    plan =
      try undo.changes.isEmpty
      ? nil
      : Self.plan(
        undo, found, UndoFindings(repository, choice, options), changeSet, request,
        source.outcome())
  }

  private static func plan(
    _ undo: Undo, _ found: TargetReading.Outcome, _ findings: UndoFindings, _ changeSet: Int,
    _ request: PlanRequest, _ source: SourceRevision?
  ) throws -> Plan {
    let repository = findings.repository
    let diagnostics = findings.diagnostics(on: undo.changes, in: found.stored.inventory)
    let limits = repository.project.limits.judge(
      undo.changes, in: found.stored.inventory, waivers: findings.waivers, today: findings.today)
    return Plan(
      header: Plan.Header(
        project: repository.project.name, target: findings.choice.description,
        targetID: found.targetID, catalog: repository.catalog.digest,
        toolVersion: ToolVersion.text, today: findings.today, source: source, undoOf: changeSet),
      schema: found.schema, changes: undo.changes, diagnostics: diagnostics,
      blockers: Blocker.findings(diagnostics, on: undo.changes)
        + Blocker.protection(in: undo.changes)
        + Blocker.references(in: undo.changes, of: found.stored) + limits.blockers,
      files: [], allowed: request.allowed, leftOut: undo.leftOut, waived: limits.waived,
      impact: Impact(
        of: undo.changes, from: found.stored, catalog: repository.catalog, today: findings.today))
  }

  /// A pattern that fits nothing is a slip.
  private static func matcher(
    _ request: PlanRequest, _ records: [JournalRecord]
  ) throws -> (Address) -> Bool {
    let globs = request.only.map { Glob($0) }
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
    _ undo: Undo, _ changeSet: Int, _ journal: JournalOfTarget
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
      .refused,
      (["change set \(changeSet) cannot be taken back as a whole:"] + lines)
        .joined(separator: "\n"), hint)
  }

  /// What has to be done besides.
  var hint: String {
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
