internal import ArgumentParser
internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

struct Apply: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply saved plans, or plan and apply; shows them and asks.",
    discussion: """
      One transaction for each target: the rows that the plan touches are checked against those \
      it was made from, written, read back and compared; then all is committed, or nothing. Of \
      several plans or targets none is written before all of them may be.

      What is dangerous is allowed by name (--allow deletes-key), here or when the plan is made; \
      nothing allows everything.

      A plan that was applied before is not applied again: it says as which change set, and exits 0.
      """)

  @Argument(
    help: ArgumentHelp("Plans saved with `keyform plan --out`.", valueName: "planfile"))
  var files: [String] = []
  @OptionGroup var options: CommonOptions
  @OptionGroup var targets: TargetsOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var planOptions: PlanOptions
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    let works = files.isEmpty ? try planned() : try saved()
    try ApartTargets.check(works)
    let round = ApplyRound(works, options, lockTimeout: lock.lockTimeout)
    do {
      try carryOut(round)
    } catch {
      round.report()
      throw error
    }
    round.report()
  }

  private func carryOut(_ round: ApplyRound) throws {
    try round.leaveOutApplied()
    if !files.isEmpty { try show(round.notApplied) }
    try round.checkBlockers(failOn)
    let works = round.waiting
    if works.isEmpty { return }
    try HazardCheck(
      plans: works.map(\.plan), allowed: planOptions.allowed, today: options.clock
    ).run()
    try round.prepare()
    try confirm(works.map(\.plan))
    try Interruption.check()
    try round.examine()
    try round.apply()
  }

  /// Plans now.
  private func planned() throws -> [ApplyWork] {
    let round = try PlanningRound(
      options, targets, planOptions.request, lockTimeout: lock.lockTimeout, failOn)
    let presentation = Presentation(options, repository: round.repository)
    guard round.isForSeveral else {
      let planning = try round.single(options)
      try presentation.show(planning.plan, next: nil)
      return [work(planning)]
    }
    try presentation.show(round)
    var statuses: [ExitStatus] = []
    var works: [ApplyWork] = []
    for outcome in round.outcomes {
      switch outcome.result {
      case .success(let planning): works.append(work(planning))
      case .failure(let error): statuses.append(ExitStatus(of: error))
      }
    }
    let status = ExitStatus.worst(statuses)
    if status != .done {
      Output.note("Nothing was written to any target: not all of them could be planned.")
      throw status
    }
    return works
  }

  private func work(_ planning: Planning) -> ApplyWork {
    ApplyWork(
      plan: planning.plan, planDigest: nil, repository: planning.repository,
      choice: planning.choice, target: planning.target, atHand: planning.secrets)
  }

  /// Takes the plans as they were reviewed.
  private func saved() throws -> [ApplyWork] {
    guard !targets.all, planOptions.only.isEmpty else {
      throw Failure(
        .usage, "a saved plan names its target and its changes",
        "Leave --all-targets and --only out.")
    }
    var plans: [SavedPlan] = []
    for plan in try files.map({ try PlanFile.read($0) })
    where !plans.contains(where: { $0.digest == plan.digest }) { plans.append(plan) }
    let project = RepositoryLoader(root: options.directory).peekProject()
    // A folder that is no project has a message of its own.
    if project.name.isEmpty { _ = try Session.loadProject(options) }
    let works = try plans.map {
      try SavedWork(plan: $0, project, options, lockTimeout: lock.lockTimeout)
    }
    let repository = try Session.loadProject(options)
    return works.map { $0.work(repository) }
  }

  private func show(_ works: [ApplyWork]) throws {
    for work in works { try work.checkCatalog() }
    let presentation = Presentation(options, repository: nil)
    for work in works { try presentation.show(work.plan, next: nil) }
  }

  private func confirm(_ plans: [Plan]) throws {
    if yes { return }
    guard isatty(STDIN_FILENO) == 1, Output.isErrorTerminal else {
      throw Failure(
        .refused, "there is no terminal to ask on", "Review the plan and add --yes to apply it.")
    }
    let changes = plans.reduce(0) { $0 + $1.changes.count }
    let names = plans.map(\.header.target.shown).joined(separator: ", ")
    Output.note(
      lines: """

        Apply \(counted(changes, "change")) to \(names)? Only `yes` is taken as yes:
        """)
    let answer = Interruption.waitForInput() ? readLine() : nil
    try Interruption.check()
    guard answer == "yes" else { throw Failure(.refused, "not applied", "Nothing was written.") }
  }
}
