package import KeyformCore
internal import KeyformRepository

/// Makes a reviewed plan anew for the same target, and says what differs from it.
package struct Rebase {
  package let planned: PlannedTarget
  /// What version control does not say of the plan, in one line.
  package let sourceNote: String?
  package let comparison: PlanComparison

  /// `name` is how the reviewed plan is called in messages; `target` and `all` are what the command
  /// line says of targets.
  package init(
    of reviewed: Plan, _ credential: PlanCredential, named name: String, _ context: RunContext,
    target: TargetRequest, all: Bool, _ selection: PlanSelection, _ threshold: SeverityThreshold,
    base: String? = nil
  ) throws {
    if let undone = reviewed.header.undoOf {
      throw Failure(
        .usage, "\(name) takes back change set \(undone); it comes from no file of the repository",
        "Make it anew with `keyform undo \(undone) --out FILE`.")
    }
    let own = try Self.target(of: reviewed, named: name, wanted: target, all: all, context)
    let run = try PlanRun(context, target: own, all: all, selection, threshold, base: base)
    planned = try run.single()
    sourceNote = run.sourceNote
    guard planned.plan.header.project == reviewed.header.project else {
      throw Failure(
        .stale,
        "\(name) is of project \(reviewed.header.project), the repository of \(planned.plan.header.project)",
        "Run it in the repository that the plan was made from, or name that with -C.")
    }
    try Self.check(reviewed, credential, named: name, planned)
    if selection.only.isEmpty, !reviewed.leftOut.isEmpty {
      throw Failure(
        .usage, "\(name) is a part of a plan, made with --only", "Give the same --only again.")
    }
    comparison = PlanComparison(reviewed: reviewed.changes, now: planned.plan.changes)
  }

  /// Where the plan goes, as for an apply of it.
  private static func target(
    of reviewed: Plan, named name: String, wanted: TargetRequest, all: Bool, _ context: RunContext
  ) throws -> TargetRequest {
    let described = reviewed.header.target
    guard !all else {
      throw Failure(
        .usage, "--rebase plans for the target of \(name): \(described.shown)",
        "Leave --all-targets out.")
    }
    return TargetRequest(
      try TargetOfPlan.wanted(described, of: context.loader.peekProject(), given: wanted, context))
  }

  /// Ends the run where nothing shows that the reviewed plan was made from this target: whoever can
  /// write the file would have it compared with what they like.
  private static func check(
    _ reviewed: Plan, _ credential: PlanCredential, named name: String, _ planned: PlannedTarget
  ) throws {
    let target = planned.choice.description
    guard !reviewed.header.isPreview else {
      throw Failure(
        .refused, "\(name) is a preview, which carries no code of its target",
        "Plan anew, without --rebase.")
    }
    guard !planned.plan.header.isPreview else {
      throw Failure(
        .refused,
        "whether \(name) was made from \(target.shown) cannot be checked: the role reads no key of it",
        "Use a role that has the rights of keyform_planner.")
    }
    do throws(TargetError) {
      guard planned.plan.header.targetID == reviewed.header.targetID else { throw .otherTarget }
      try planned.plan.proof?.check(credential)
    } catch {
      throw Failure(error, applying: reviewed, to: planned.choice, planned.target)
    }
  }
}
