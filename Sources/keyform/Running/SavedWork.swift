internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// A saved plan on its way to the target: as it was reviewed; of the repository only secrets and
/// catalogue are needed.
struct SavedWork {
  private let saved: SavedPlan
  private let repository: LoadedRepository
  private let choice: TargetChoice

  /// Refuses a plan of another target or project.
  init(plan saved: SavedPlan, repository: LoadedRepository, _ options: CommonOptions) throws {
    self.saved = saved
    self.repository = repository
    let header = saved.plan.header
    let described = header.target
    // As it was planned with: what a plan shows of a URL lacks user and password.
    let given = try options.target.flatMap { wanted in
      wanted.contains(":") ? try TargetChoice(wanted, in: repository) : nil
    }
    if let name = described.name, repository.project.targets.contains(where: { $0.name == name }) {
      choice = try TargetChoice(name, in: repository)
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
    guard repository.project.name == header.project else {
      throw Failure(
        .stale,
        "the plan is of project \(header.project), the repository of \(repository.project.name)",
        "Run it in the repository that it was made from, or name that with -C.")
    }
  }

  func work(lockTimeout: Int) throws -> ApplyWork {
    ApplyWork(
      plan: saved.plan, planDigest: saved.digest, repository: repository, choice: choice,
      target: try choice.open(lockTimeout: lockTimeout), atHand: [:])
  }
}
