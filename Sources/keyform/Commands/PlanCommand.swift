internal import ArgumentParser
internal import KeyformCore
internal import KeyformReport

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what would change in the target and for licences, checked against the rules.",
    discussion: """
      Never writes to the target, and works when it does not exist yet. A plan saved with --out \
      is bound to its target and to the rows it was made from: `keyform apply FILE` refuses it \
      (exit 3) once one of them has changed; --rebase FILE then makes it anew and says what \
      differs from the reviewed one.

      Several targets (--target lab,prod or --all-targets) give one report; --out then names a \
      folder, which gets NAME.plan for each.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var targets: TargetsOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var planOptions: PlanOptions

  @Option(help: ArgumentHelp("Save the plan.", valueName: "file")) var out: String?
  @Option(help: ArgumentHelp("Make this saved plan anew, and compare.", valueName: "planfile"))
  var rebase: String?
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 where changes are pending.")
  var detailedExitCode = false

  func run() throws {
    if let rebase {
      return try Rebase(
        file: rebase, out: out, options: options, targets: targets, failOn: failOn, lock: lock,
        request: planOptions.request, detailedExitCode: detailedExitCode
      ).run()
    }
    let round = try PlanningRound(
      options, targets, planOptions.request, lockTimeout: lock.lockTimeout, failOn)
    if round.isForSeveral { return try several(round) }
    if let out { try PlanFile.checkMayReplace(out) }
    let planning = try round.single(options)
    let presentation = Presentation(options, repository: planning.repository)
    if let out { try PlanFile.write(planning.plan, to: out, presentation.masking) }
    if !options.quiet || out == nil || planning.plan.isWorthTelling {
      try presentation.show(planning.plan, next: next(planning.plan))
    }
    try end(with: status(of: planning.plan))
  }

  private func several(_ round: PlanningRound) throws {
    if let out { try PlanFile.checkFolder(out) }
    let presentation = Presentation(options, repository: round.repository)
    var statuses: [ExitStatus] = []
    for outcome in round.outcomes {
      switch outcome.result {
      case .success(let planning):
        if let out {
          try PlanFile.write(
            planning.plan, to: PlanFile.path(for: outcome.choice.description, in: out),
            presentation.masking)
        }
        statuses.append(status(of: planning.plan))
      case .failure(let error): statuses.append(ExitStatus(of: error))
      }
    }
    let isWorthTelling = round.outcomes.contains { outcome in
      (try? outcome.result.get().plan.isWorthTelling) ?? true
    }
    if !options.quiet || out == nil || isWorthTelling { try presentation.show(round) }
    try end(with: ExitStatus.worst(statuses))
  }

  private func status(of plan: Plan) -> ExitStatus {
    var statuses = [failOn.status(of: plan.diagnostics), plan.blockedStatus]
    if detailedExitCode, !plan.isEmpty { statuses.append(.changesPending) }
    // A finding blocks through its severity alone, which --fail-on decides here.
    return ExitStatus.worst(statuses.filter { $0 != .findings } + statuses.prefix(1))
  }

  private func end(with status: ExitStatus) throws {
    if status != .done { throw status }
  }

  /// The command that applies the plan that is shown; a hint, so not with --quiet.
  private func next(_ plan: Plan) -> String? {
    options.quiet
      ? nil : NextStep.apply(plan, in: out, only: planOptions.only, options: options)
  }
}

/// How long to wait for a target that another process holds.
struct LockOption: ParsableArguments {
  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp("Seconds to wait for a locked target.", valueName: "seconds"))
  var lockTimeout = 30

  func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout takes whole seconds from 0 to 86400.")
    }
  }
}
