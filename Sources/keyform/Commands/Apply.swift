internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Apply: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply saved plans, or plan and apply; shows them and asks.",
    discussion: """
      One transaction for each target: the rows that the plan touches are checked against those \
      it was made from, written, read back and compared; then all is committed, or nothing. Of \
      several plans or targets none is written before all of them may be.

      A saved plan is judged once more, by the files of the repository that apply runs in and by \
      the target's rows: it has to be what they want (exit 3), and made from this target (exit 4). \
      It goes to the target of its name or URL in keyform.yaml, or in --target, never to another.

      What is dangerous is allowed by name (--allow deletes-key), here or when the plan is made; \
      nothing allows everything.

      A plan that was applied before is not applied again, be it from another file with the same \
      changes: it says as which change set, and exits 0.

      --reviewed FILE applies nothing but what that plan or statement holds (exit 3).

      --base REV tells changes of the branch from others, as in `keyform plan`; a saved plan \
      carries the base that it was made with.
      """)

  @Argument(
    help: ArgumentHelp("Plans saved with `keyform plan --out`.", valueName: "planfile"),
    completion: .file())
  var files: [String] = []
  @OptionGroup var options: CommonOptions<ApplyReport>
  @OptionGroup var targets: TargetsOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var review: ReviewedOption
  @OptionGroup var branch: BaseOption
  @Flag(help: "Do not ask.") var yes = false

  func execute() throws {
    guard options.format == .json else { return try apply(noting: { _ in }) }
    // One document, whatever the end.
    try Output.checkOpen()
    var targets: [AppliedTarget] = []
    do {
      try apply(noting: { targets = $0 })
    } catch {
      let unsound = error as? UnsoundRepository
      try? options.presentation(of: unsound?.repository)
        .show(ApplyReport(targets: targets, error: error))
      if let unsound { throw unsound.ending }
      throw error
    }
    do {
      try options.presentation().show(ApplyReport(targets: targets, error: nil))
    } catch let failure as Failure {
      throw Failure(
        failure.status, failure.summary, "What became of each target stands on standard error.")
    }
  }

  /// `note` gets what became of the targets, as far as that is known.
  private func apply(noting note: ([AppliedTarget]) -> Void) throws {
    let context = options.context(lock)
    let reviewed = try review.plans()
    let items = files.isEmpty ? try planned(context, noting: note) : try saved(context)
    let run = try ApplyRun(items, context, reviewed: reviewed, tell: tell)
    defer { note(run.results.map { AppliedTarget($0.plan, $0.target, $0.outcome) }) }
    try run.run(failOn.threshold, allowed: planOptions.allowed, show: show, confirm: confirm)
  }

  /// Plans now.
  private func planned(
    _ context: RunContext, noting note: ([AppliedTarget]) -> Void
  ) throws -> [ApplyItem] {
    let run = try PlanRun(
      context, target: options.targets, all: targets.all, planOptions.selection, failOn.threshold,
      base: branch.base)
    Output.note(of: run.sourceNote)
    note(run.outcomes.map { AppliedTarget($0) })
    let presentation = options.presentation(of: run.repository)
    guard run.isForSeveral else {
      let planned = try run.single()
      try show(planned.plan, planned.choice, presentation)
      return [ApplyItem(planned, context)]
    }
    if options.format == .text {
      try presentation.show(PlanDocument.several(run, saved: nil))
    }
    let status = run.status
    if status != .done {
      Output.note("Nothing was written to any target: not all of them could be planned.")
      throw status
    }
    return run.planned.map { ApplyItem($0, context) }
  }

  /// Takes the plans as they were reviewed.
  private func saved(_ context: RunContext) throws -> [ApplyItem] {
    guard !targets.all, planOptions.only.isEmpty else {
      throw Failure(
        .usage, "a saved plan names its target and its changes",
        "Leave --all-targets and --only out.")
    }
    guard branch.base == nil else {
      throw Failure(
        .usage, "a saved plan carries the base that it was made with",
        "Leave --base out, or plan again with `keyform plan --base`.")
    }
    var plans: [SavedPlan] = []
    for plan in try files.map({ try PlanFile.read($0) })
    where !plans.contains(where: { $0.digest == plan.digest }) { plans.append(plan) }
    let project = try context.peekProject()
    let saved = try plans.map {
      try SavedApplyItem(
        $0.plan, $0.credential, project, target: options.targets, context)
    }
    let repository = try context.loadProject()
    return saved.map { $0.item(repository, context) }
  }

  private func show(_ items: [ApplyItem]) throws {
    for item in items { try show(item.plan, item.choice, options.presentation()) }
  }

  private func show(_ plan: Plan, _ choice: TargetChoice, _ presentation: Presentation) throws {
    guard options.format == .text else { return }
    try presentation.show(
      PlanDocument.single(plan, PlanText.Origin(choice), next: nil, saved: nil))
  }

  /// A result is for people; beside JSON it is a note. A reader that went away changes nothing of
  /// what was written.
  private func tell(_ event: ApplyEvent) {
    Progress.clear()
    switch event {
    case .result(let text) where options.format == .text: try? Output.line(text)
    case .result(let text), .note(let text): Output.note(text)
    case .failure(let failure): Output.complain(failure)
    }
  }

  private func confirm(_ plans: [Plan]) throws {
    if yes { return }
    guard isatty(STDIN_FILENO) == 1, Output.isErrorTerminal else {
      throw Failure(
        .refused, "there is no terminal to ask on", "Review the plan and add --yes to apply it.")
    }
    if options.format == .json {
      for plan in plans { try options.presentation().showAside(plan) }
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
