package import KeyformCore
package import KeyformRepository

/// Reads a repository once and plans it for every target that is asked for. A target that cannot
/// be reached does not hide the others.
package struct PlanRun {
  package struct Outcome {
    package let choice: TargetChoice
    package let result: Result<PlannedTarget, any Error>
  }

  package let repository: LoadedRepository
  /// In the order in which the targets are named.
  package let outcomes: [Outcome]
  package let isForSeveral: Bool
  private let source: SourceOfRun

  /// `target` and `all` as for a ``TargetSelection``. `base` is the revision that HEAD left to become
  /// the change; nil: which changes are of that is not told.
  package init(
    _ context: RunContext, target: TargetRequest, all: Bool = false,
    _ selection: PlanSelection, _ threshold: SeverityThreshold, base: String? = nil
  ) throws {
    let project = context.loader.peekProject()
    let targets = try TargetSelection(target, all: all, of: project, context)
    isForSeveral = targets.isForSeveral
    let branch =
      project.name.isEmpty ? nil : try base.map { try BranchBase($0, of: project, context) }
    for choice in targets.choices { try branch?.check(choice) }
    // Nothing is read for a folder that is no project: that has a message of its own.
    let loads =
      project.name.isEmpty ? [] : TargetLoad.begin(targets.choices, project: project.name, context)
    let answer = SourceOfRun.begin(context)
    repository = try context.load()
    let source = SourceOfRun(answer, reading: repository.readFiles)
    self.source = source
    let readBase = try branch?.read(beside: repository)
    var checked: [[String]: CheckedRepository] = [:]
    var outcomes: [Outcome] = []
    for (index, choice) in targets.choices.enumerated() {
      let one =
        checked[choice.include] ?? CheckedRepository(repository, include: choice.include, context)
      checked[choice.include] = one
      try context.checkCancelled()
      let result = Result {
        if let unsound = UnsoundRepository(unplannable: one, threshold) { throw unsound }
        guard loads.indices.contains(index) else {
          throw Failure(.couldNotRun, "keyform.yaml names no project", "Add `project: NAME`.")
        }
        return try PlannedTarget(
          one, choice, try loads[index].value(), selection, threshold, source, readBase, context)
      }
      try context.checkCancelled()
      outcomes.append(Outcome(choice: choice, result: result))
    }
    self.outcomes = outcomes
  }

  /// The targets that there is a plan for.
  package var planned: [PlannedTarget] { outcomes.compactMap { try? $0.result.get() } }

  /// What version control does not say of plans that there are, in one line.
  package var sourceNote: String? { planned.isEmpty ? nil : source.refusal }

  /// What the targets without a plan mean for how the run ends.
  package var status: ExitStatus {
    ExitStatus.worst(
      outcomes.compactMap { outcome in
        if case .failure(let error) = outcome.result { ExitStatus(of: error) } else { nil }
      })
  }

  /// The plan of the only target; ends the run where there is none.
  package func single() throws -> PlannedTarget {
    guard let outcome = outcomes.first else { throw ExitStatus.usage }
    return try outcome.result.get()
  }
}

extension PlanRun.Outcome {
  /// One line on the target.
  package var summary: String {
    let name = choice.description.name ?? choice.description.url
    switch result {
    case .success(let planned):
      let plan = planned.plan
      if plan.isEmpty { return "\(name): nothing to change" }
      return "\(name): \(plan.summary.sentence)" + (plan.blockers.isEmpty ? "" : "; blocked")
    case .failure(let error):
      let reason = Self.reason(error)
      return reason.hasPrefix(name) ? reason : "\(name): \(reason)"
    }
  }

  /// Why there is no plan, in one line.
  package static func reason(_ error: any Error) -> String {
    switch error {
    case let failure as Failure: failure.summary
    case let unsound as UnsoundRepository:
      unsound.note ?? (unsound.ending as? Failure)?.summary ?? "not planned"
    default: "not planned"
    }
  }
}

/// A target with the plan that makes it equal to the files.
package struct PlannedTarget: Sendable {
  package let repository: LoadedRepository
  package let choice: TargetChoice
  package let target: any DeploymentTarget
  package let plan: Plan
  /// Secrets that were read on the way, by key name.
  package let secrets: [String: KeyMaterial]
  package let known: AddressBook
  /// Words of undos that the plan may go against.
  let settled: Set<WordAgainst>

  /// Throws an ``UnsoundRepository`` where nothing can be planned from the files.
  init(
    _ sound: CheckedRepository, _ choice: TargetChoice, _ load: TargetLoad,
    _ selection: PlanSelection, _ threshold: SeverityThreshold, _ source: SourceOfRun,
    _ base: ReadBase?, _ context: RunContext
  ) throws {
    let checked = sound.informed(by: load.stored.neighbours)
    if let unsound = UnsoundRepository(unplannable: checked, threshold) { throw unsound }
    repository = checked.repository
    self.choice = choice
    target = load.target
    let state = checked.assembled.state
    let load = load.supposing(state.inventory)
    known = AddressBook(desired: state.inventory, stored: load.stored.inventory)
    let proposed = try ProposedChanges(from: checked, to: load.stored, selection, context)
    let planner = Planner(
      checked: checked, load: load, target: choice.description, context: context,
      base: base?.stated)
    let revision = try source.revision(
      leadsToChanges: !proposed.changes.isEmpty, lastApplied: load.stored.memory.last?.repository)
    let origins = try OriginReader(
      load: load, repository: repository, choice: choice, source: revision, context: context
    ).origins(of: proposed.changes, tellingDrift: true) {
      base?.comparison(of: proposed.changes, for: choice)
    }
    settled = origins.settled
    plan = context.lifetime.keep(
      planner.plan(
        proposed, allowing: selection.allowed, source: revision, origins: origins))
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in state.inventory.keys.entries.enumerated() where entry.value.isSecret {
      if let key = state.secrets[index].key { secrets[entry.name] = key }
    }
    self.secrets = secrets
  }
}
