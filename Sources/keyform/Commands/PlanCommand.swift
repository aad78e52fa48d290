internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct PlanCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what would change in the target and for licences, checked against the rules.",
    discussion: """
      Never writes to the target, and works when it does not exist yet. A plan saved with --out \
      is bound to its target and to the rows it was made from: `keyform apply FILE` refuses it \
      (exit 3) once one of them has changed; --rebase FILE then makes it anew and says what \
      differs from the reviewed one.

      --reviewed FILE says whether the plan does nothing but what that plan or statement holds, \
      whatever commit either was made from (exit 3, and nothing is saved). Of several files the \
      changes of all count; a review id, sha256:…, asks for exactly the same.

      --base REV, such as origin/main, says which changes are of this branch and which wait since \
      before it: those that the point where HEAD left REV wants as well. A target whose URL the \
      branch changes is then the operator's to name (--target NAME=URL).

      Several targets (--target lab,prod or --all-targets) give one report; --out then names a \
      folder, which gets NAME.plan for each.
      """)

  @OptionGroup var options: CommonOptions<PlanDocument>
  @OptionGroup var trust: TrustOption
  @OptionGroup var targets: TargetsOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var planOptions: PlanOptions

  @Option(help: ArgumentHelp("Save the plan.", valueName: "file"), completion: .file())
  var out: String?
  @Option(
    help: ArgumentHelp("Make this saved plan anew, and compare.", valueName: "planfile"),
    completion: .file())
  var rebase: String?
  @OptionGroup var review: ReviewedOption
  @OptionGroup var branch: BaseOption
  @OptionGroup var reports: ReportOption
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 where changes are pending.")
  var detailedExitCode = false

  static var reportSubject: ReportContent.Subject { .plan }

  var isForAllTargets: Bool { targets.all }

  func execute() throws {
    let context = try options.context(trust, lock)
    try reports.check(context.access, options.format, Self.reportSubject)
    if trust.untrusted, let out { try PlanFile.checkPassesNoLink(out, context.access) }
    let reviewed = try review.plans()
    if let rebase {
      guard reviewed == nil else {
        throw Failure(
          .usage, "--rebase and --reviewed both compare with what was reviewed", "Leave one out.")
      }
      return try show(rebase, context)
    }
    let run = try PlanRun(
      context, target: options.targets, all: targets.all, planOptions.selection, failOn.threshold,
      base: branch.base)
    if run.isForSeveral {
      guard reviewed == nil else {
        throw Failure(
          .usage, "--reviewed compares the plan of one target", "Name one target with --target.")
      }
      return try several(run)
    }
    if let out { try PlanFile.checkMayReplace(out) }
    let planned = try run.single()
    let plan = planned.plan
    Output.note(of: run.sourceNote)
    let presentation = presentation(of: planned.repository)
    if let reviewed { return try show(plan, planned, try reviewed.verdict(on: plan), presentation) }
    let saved = try out.map { try PlanFile.write(plan, to: $0, presentation.masking) }
    try presentation.show(
      PlanDocument.single(
        plan, PlanText.Origin(planned.choice), next: next(plan), saved: saved),
      ending: status(of: plan))
    tellWritten(plan)
    try end(with: status(of: plan))
  }

  /// Of a plan that no next step names.
  private func tellWritten(_ plan: Plan) {
    guard let out, plan.isEmpty, !options.quiet else { return }
    Output.note("\(out) was written. The plan in it changes nothing.")
  }

  private func several(_ run: PlanRun) throws {
    if let out { try PlanFile.checkFolder(out) }
    Output.note(of: run.sourceNote)
    let presentation = presentation(of: run.repository)
    let saved = try out.map { out in
      try run.planned.map { planned in try save(planned, in: out, run, presentation) }
    }
    let status = ExitStatus.worst([run.status] + run.planned.map { self.status(of: $0.plan) })
    try presentation.show(PlanDocument.several(run, saved: saved), ending: status)
    try end(with: status)
  }

  private func save(
    _ planned: PlannedTarget, in folder: String, _ run: PlanRun, _ presentation: Presentation
  ) throws -> ReviewID {
    let path = PlanFile.path(for: planned.choice.description, in: folder)
    if trust.untrusted { try PlanFile.checkPassesNoLink(path, run.repository.access) }
    return try PlanFile.write(planned.plan, to: path, presentation.masking)
  }

  /// A plan that is held against what was reviewed: saved where it is that, and nothing else.
  private func show(
    _ plan: Plan, _ planned: PlannedTarget, _ verdict: ReviewVerdict, _ presentation: Presentation
  ) throws {
    if verdict.isAsReviewed, let out { try PlanFile.write(plan, to: out, presentation.masking) }
    let status = ExitStatus.worst([self.status(of: plan), verdict.isAsReviewed ? .done : .stale])
    try presentation.show(
      PlanDocument.reviewed(
        plan, PlanText.Origin(planned.choice), verdict,
        next: verdict.isAsReviewed ? next(plan) : nil), ending: status)
    if !verdict.isAsReviewed, let out { Output.note("\(out) was not written.") }
    if verdict.isAsReviewed { tellWritten(plan) }
    try end(with: status)
  }

  /// The reviewed plan made anew, and what differs from it.
  private func show(_ file: String, _ context: RunContext) throws {
    let reviewed = try PlanFile.read(file)
    let rebase = try Rebase(
      of: reviewed.plan, reviewed.credential, named: file, context, target: options.targets,
      all: targets.all,
      planOptions.selection, failOn.threshold, base: branch.base)
    let plan = rebase.planned.plan
    Output.note(of: rebase.sourceNote)
    let presentation = presentation(of: rebase.planned.repository)
    if let out { try PlanFile.write(plan, to: out, presentation.masking) }
    try presentation.show(
      PlanDocument.rebased(rebase, reviewed: reviewed.digest, next: next(plan)),
      ending: status(of: plan))
    tellWritten(plan)
    try end(with: status(of: plan))
  }

  private func status(of plan: Plan) -> ExitStatus {
    plan.status(failOn.threshold, isDetailed: detailedExitCode)
  }

  private func end(with status: ExitStatus) throws {
    if status != .done { throw status }
  }

  /// The command that applies the plan that is shown; a hint, so not with --quiet.
  private func next(_ plan: Plan) -> String? {
    // What a stranger wrote is not applied from here.
    options.quiet || trust.untrusted
      ? nil
      : NextStep.apply(
        plan, in: out, only: planOptions.only, base: branch.base, reviewed: review.reviewed,
        options: options)
  }
}
