internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// A saved plan on its way to the target: as it was reviewed; of the repository only secrets and
/// catalogue are needed.
struct SavedWork {
  private let saved: SavedPlan
  private let choice: TargetChoice
  private let target: any DeploymentTarget
  private let inquiry: PlanInquiry

  /// Refuses a plan of another target or project; begins to ask the target about it.
  init(
    plan saved: SavedPlan, _ project: Project, _ options: CommonOptions, lockTimeout: Int
  ) throws {
    self.saved = saved
    let header = saved.plan.header
    let described = header.target
    // As it was planned with: what a plan shows of a URL lacks user and password.
    let given = try options.target.flatMap { wanted in
      wanted.contains(":") ? try TargetChoice(wanted, of: project, root: options.directory) : nil
    }
    if let name = described.name, project.targets.contains(where: { $0.name == name }) {
      choice = try TargetChoice(name, of: project, root: options.directory)
    } else {
      choice = try given ?? TargetChoice(described, root: options.directory)
    }
    if let wanted = options.target, wanted != described.name,
      given?.description.url != described.url
    {
      throw Failure(
        .usage, "the plan is for \(described.shown), not for \(given?.description.url ?? wanted)",
        "Leave --target out: a saved plan names its target.")
    }
    guard project.name == header.project else {
      throw Failure(
        .stale,
        "the plan is of project \(header.project), the repository of \(project.name)",
        "Run it in the repository that it was made from, or name that with -C.")
    }
    target = try choice.open(lockTimeout: lockTimeout)
    inquiry = PlanInquiry(
      SavedPlanName(digest: saved.digest, project: header.project), of: target,
      choice)
  }

  func work(_ repository: LoadedRepository) -> ApplyWork {
    ApplyWork(
      plan: saved.plan, planDigest: saved.digest, repository: repository, choice: choice,
      target: target, atHand: [:], inquiry: inquiry)
  }
}
