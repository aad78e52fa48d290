internal import KeyformCatalog
package import KeyformCore

/// Makes a reviewed plan anew for the same target, and says what differs from it.
package struct Rebase {
  package let planned: PlannedTarget
  /// What version control does not say of the plan, in one line.
  package let sourceNote: String?
  package let comparison: PlanComparison

  /// `name` is how the reviewed plan is called in messages; `target` and `all` are what the command
  /// line says of targets.
  package init(
    of reviewed: Plan, named name: String, _ context: RunContext, target: TargetRequest, all: Bool,
    _ selection: PlanSelection, _ threshold: SeverityThreshold
  ) throws {
    if let undone = reviewed.header.undoOf {
      throw Failure(
        .usage, "\(name) takes back change set \(undone); it comes from no file of the repository",
        "Make it anew with `keyform undo \(undone) --out FILE`.")
    }
    let own = try Self.target(of: reviewed, named: name, wanted: target, all: all, context)
    let run = try PlanRun(context, target: own, all: all, selection, threshold)
    planned = try run.single()
    sourceNote = run.sourceNote
    guard planned.plan.header.project == reviewed.header.project else {
      throw Failure(
        .stale,
        "\(name) is of project \(reviewed.header.project), the repository of \(planned.plan.header.project)",
        "Run it in the repository that the plan was made from, or name that with -C.")
    }
    if selection.only.isEmpty, !reviewed.leftOut.isEmpty {
      throw Failure(
        .usage, "\(name) is a part of a plan, made with --only", "Give the same --only again.")
    }
    comparison = PlanComparison(reviewed: reviewed.changes, now: planned.plan.changes)
  }

  /// As the plan names it, or by a URL of the same database: what a plan shows lacks user and
  /// password.
  private static func target(
    of reviewed: Plan, named name: String, wanted: TargetRequest, all: Bool, _ context: RunContext
  ) throws -> TargetRequest {
    let described = reviewed.header.target
    let mismatch = Failure(
      .usage, "--rebase plans for the target of \(name): \(described.shown)",
      "Leave --target and --all-targets out, or give its URL with the user.")
    if all { throw mismatch }
    let project = context.loader.peekProject()
    switch try wanted.single() {
    case nil: break
    case .name(let name), .named(let name, url: _):
      guard name == described.name else { throw mismatch }
    case .url:
      guard try TargetChoice(wanted, of: project, context).description.url == described.url else {
        throw mismatch
      }
    }
    return TargetRequest(
      try TargetOfPlan.wanted(described, of: project, given: wanted, context))
  }
}
