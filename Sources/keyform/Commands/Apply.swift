internal import ArgumentParser
internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

struct Apply: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply a saved plan, or plan and apply; shows it and asks.",
    discussion: """
      One transaction: the rows that the plan touches are checked against those it was made from, \
      written, read back and compared; then all is committed, or nothing.
      """)

  @Argument(help: ArgumentHelp("A plan saved with `keyform plan --out`.", valueName: "planfile"))
  var file: String?
  @OptionGroup var options: CommonOptions
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @Flag(help: "Do not ask.") var yes = false

  func run() throws {
    let work = try file.map { try saved($0) } ?? planned()
    try work.presentation.show(work.plan, next: nil)
    if !work.plan.blockers.isEmpty {
      if work.plan.blockers.contains(where: { $0.cause == .finding }) { throw ExitStatus.findings }
      throw ExitStatus.refused
    }
    guard !work.plan.isEmpty else { return }
    let secrets = try work.secrets()
    try confirm(work.plan)
    try Interruption.check()
    let receipt: ApplyReceipt
    do {
      receipt = try work.target.apply(work.order(secrets), progress: options.progress)
    } catch {
      if error == .otherTarget, work.plan.header.targetID == nil {
        throw Failure(
          .stale,
          "\(work.choice.description.shown) had no tables when the plan was made; now it has",
          "Somebody applied first, perhaps this very plan. Make a new one and have it reviewed.")
      }
      throw Failure(error, of: work.choice.description)
    }
    Progress.clear()
    let text = """
      Applied \(counted(receipt.changes, "change")) to \(work.choice.description.shown) as change \
      set \(receipt.changeSet).
      """
    if options.format == .text { try? Output.line(text) } else { Output.note(text) }
  }

  /// Plans now.
  private func planned() throws -> ApplyWork {
    let planning = try Planning(options, lockTimeout: lock.lockTimeout, failOn)
    return ApplyWork(
      plan: planning.plan, planDigest: nil, repository: planning.repository,
      choice: planning.choice, target: planning.target, atHand: planning.secrets,
      presentation: Presentation(options, repository: planning.repository))
  }

  /// Takes the plan as it was reviewed; of the repository only secrets and catalogue are needed.
  private func saved(_ file: String) throws -> ApplyWork {
    let saved = try PlanFile.read(file)
    let repository = try Session.loadProject(options)
    let described = saved.plan.header.target
    let choice: TargetChoice
    if let name = described.name, repository.project.targets.contains(where: { $0.name == name }) {
      choice = try TargetChoice(name, in: repository)
    } else {
      choice = try TargetChoice(described, root: options.directory)
    }
    if let wanted = options.target, wanted != described.name, wanted != described.url {
      throw Failure(
        .usage, "the plan is for \(described.shown), not for \(wanted)",
        "Leave --target out: a saved plan names its target.")
    }
    guard repository.project.name == saved.plan.header.project else {
      throw Failure(
        .stale,
        "the plan is of project \(saved.plan.header.project), the repository of \(repository.project.name)",
        "Run it in the repository that it was made from, or name that with -C.")
    }
    guard repository.catalog.digest == saved.plan.header.catalog else {
      throw Failure(
        .stale,
        "the plan was made with catalogue \(saved.plan.header.catalog), this one is \(repository.catalog.digest)",
        "Make the plan again and have it reviewed.")
    }
    return ApplyWork(
      plan: saved.plan, planDigest: saved.digest, repository: repository, choice: choice,
      target: try choice.open(lockTimeout: lock.lockTimeout), atHand: [:],
      presentation: Presentation(options, repository: nil))
  }

  private func confirm(_ plan: Plan) throws {
    if yes { return }
    guard isatty(STDIN_FILENO) == 1, Output.isErrorTerminal else {
      throw Failure(
        .refused, "there is no terminal to ask on", "Review the plan and add --yes to apply it.")
    }
    Output.note(
      """

      Apply \(counted(plan.changes.count, "change")) to \(plan.header.target.shown)? Only `yes` is \
      taken as yes:
      """)
    let answer = Interruption.waitForInput() ? readLine() : nil
    try Interruption.check()
    guard answer == "yes" else { throw Failure(.refused, "not applied", "Nothing was written.") }
  }
}
