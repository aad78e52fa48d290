internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Makes a saved plan anew for the same target, and says what differs from the reviewed one.
struct Rebase {
  let file: String
  let out: String?
  let options: CommonOptions
  let targets: TargetsOption
  let failOn: FailOnOption
  let lock: LockOption
  let request: PlanRequest
  let detailedExitCode: Bool

  func run() throws {
    let reviewed = try PlanFile.read(file)
    if let undone = reviewed.plan.header.undoOf {
      throw Failure(
        .usage, "\(file) takes back change set \(undone); it comes from no file of the repository",
        "Make it anew with `keyform undo \(undone) --out FILE`.")
    }
    let described = reviewed.plan.header.target
    var own = options
    own.target = try target(described)
    let planning = try PlanningRound(
      own, targets, request, lockTimeout: lock.lockTimeout, failOn
    ).single(own)
    guard planning.plan.header.project == reviewed.plan.header.project else {
      throw Failure(
        .stale,
        "\(file) is of project \(reviewed.plan.header.project), the repository of \(planning.plan.header.project)",
        "Run it in the repository that the plan was made from, or name that with -C.")
    }
    let left = Set(reviewed.plan.leftOut.map(\.address))
    if request.only.isEmpty, !left.isEmpty {
      throw Failure(
        .usage, "\(file) is a part of a plan, made with --only",
        "Give the same --only again.")
    }
    let presentation = Presentation(options, repository: planning.repository)
    if let out { try PlanFile.write(planning.plan, to: out, presentation.masking) }
    try show(
      PlanComparison(reviewed: reviewed.plan.changes, now: planning.plan.changes), reviewed,
      planning.plan, presentation)
    var statuses = [failOn.status(of: planning.plan.diagnostics), planning.plan.blockedStatus]
    if detailedExitCode, !planning.plan.isEmpty { statuses.append(.changesPending) }
    let status = ExitStatus.worst(statuses)
    if status != .done { throw status }
  }

  /// As the plan names it, or by a URL of the same database: what a plan shows lacks user and
  /// password.
  private func target(_ described: TargetDescription) throws -> String {
    let own = described.name ?? described.url
    guard let wanted = options.target, !targets.all else {
      if !targets.all { return own }
      throw mismatch(described)
    }
    if wanted == own { return own }
    let project = RepositoryLoader(root: options.directory).peekProject()
    guard wanted.contains(":"),
      try TargetChoice(wanted, of: project, root: options.directory).description.url
        == described.url
    else { throw mismatch(described) }
    return described.name ?? wanted
  }

  private func mismatch(_ described: TargetDescription) -> Failure {
    Failure(
      .usage, "--rebase plans for the target of \(file): \(described.shown)",
      "Leave --target and --all-targets out, or give its URL with the user.")
  }

  private func show(
    _ comparison: PlanComparison, _ reviewed: SavedPlan, _ plan: Plan,
    _ presentation: Presentation
  ) throws {
    switch options.format {
    case .text:
      let next =
        options.quiet ? nil : NextStep.apply(plan, in: out, only: request.only, options: options)
      try presentation.show(plan, next: next)
      try Output.line("")
      try PlanComparisonText(style: presentation.style, masking: presentation.masking)
        .write(comparison, to: Output.write)
    case .json:
      try RebaseJSON(masking: presentation.masking)
        .write(comparison, reviewed: reviewed.digest, plan, to: Output.write)
    }
  }
}
