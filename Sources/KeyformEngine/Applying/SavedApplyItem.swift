package import KeyformCatalog
package import KeyformCore

/// A saved plan on its way to the target: as it was reviewed; of the repository only secrets and
/// catalogue are needed.
package struct SavedApplyItem {
  let plan: Plan
  let digest: String
  let choice: TargetChoice
  let target: any DeploymentTarget
  /// Whether the plan was applied before, asked in the background: reaching a server takes as long
  /// as reading the repository.
  let lookup: Background<Int?>
  private let context: RunContext

  /// Refuses a plan of another target or project; begins to ask the target about it. `wanted` is
  /// what `--target` says.
  package init(
    _ plan: Plan, digest: String, _ project: Project, target wanted: TargetRequest,
    _ context: RunContext
  ) throws {
    self.plan = plan
    self.digest = digest
    self.context = context
    let header = plan.header
    let described = header.target
    // As it was planned with: what a plan shows of a URL lacks user and password.
    let word = try wanted.single()
    let given: TargetChoice? =
      switch word {
      case .url, .named: try TargetChoice(wanted, of: project, context)
      case .name, nil: nil
      }
    let choice =
      if let given, given.description.name != nil, given.description.name == described.name {
        given
      } else if let name = described.name, project.targets.contains(where: { $0.name == name }) {
        try TargetChoice(word: .name(name), of: project, context)
      } else if let given {
        given
      } else {
        try TargetChoice(described, context)
      }
    self.choice = choice
    let isMeant =
      word.map { word in
        word.name == nil ? given?.description.url == described.url : word.name == described.name
      } ?? true
    guard isMeant else {
      throw Failure(
        .usage,
        "the plan is for \(described.shown), not for \(given?.description.shown ?? word?.name ?? "")",
        "Leave --target out: a saved plan names its target.")
    }
    guard project.name == header.project else {
      throw Failure(
        .stale,
        "the plan is of project \(header.project), the repository of \(project.name)",
        "Run it in the repository that it was made from, or name that with -C.")
    }
    let target = try choice.open(context)
    self.target = target
    lookup = Background("keyform.lookup") { () throws -> Int? in
      do throws(TargetError) {
        return try target.changeSet(ofPlan: digest, project: header.project)
      } catch {
        throw Failure(error, of: choice)
      }
    }
  }

  /// With the repository that its secrets are read by.
  package func item(_ repository: LoadedRepository) -> ApplyItem {
    ApplyItem(self, repository, context)
  }
}
