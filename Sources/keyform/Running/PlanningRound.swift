internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Reads a repository once and plans it for every target that is asked for. A target that cannot
/// be reached does not hide the others.
struct PlanningRound {
  struct Outcome {
    let choice: TargetChoice
    let result: Result<Planning, any Error>
  }

  let repository: LoadedRepository
  /// In the order in which the targets are named.
  let outcomes: [Outcome]
  let isForSeveral: Bool

  init(
    _ options: CommonOptions, _ targets: TargetsOption, _ request: PlanRequest,
    lockTimeout: Int, _ failOn: FailOnOption
  ) throws {
    let project = RepositoryLoader(root: options.directory).peekProject()
    let selection = try TargetSelection(options, targets, of: project, root: options.directory)
    isForSeveral = selection.isForSeveral
    // Nothing is read for a folder that is no project: that has a message of its own.
    let readings =
      project.name.isEmpty
      ? nil
      : TargetReadings(
        selection.choices, project: project.name, lockTimeout: lockTimeout,
        progress: options.progress)
    let source = SourceReading(of: options.directory)
    repository = try Session.load(options)
    var sessions: [[String]: Session] = [:]
    var outcomes: [Outcome] = []
    for (index, choice) in selection.choices.enumerated() {
      let session =
        sessions[choice.include]
        ?? Session(repository, include: choice.include, today: options.clock)
      sessions[choice.include] = session
      try Interruption.check()
      let result = Result {
        if let unplannable = Unplannable(session, failOn) { throw unplannable }
        guard let found = try readings?.outcome(index) else {
          throw Failure(.couldNotRun, "keyform.yaml names no project", "Add `project: NAME`.")
        }
        let informed = session.informed(by: found.stored.neighbours)
        if let unplannable = Unplannable(informed, failOn) { throw unplannable }
        return try Planning(
          informed, choice, found, request, source: source.outcome(), options)
      }
      try Interruption.check()
      outcomes.append(Outcome(choice: choice, result: result))
    }
    self.outcomes = outcomes
  }

  /// The plan of the only target; ends the run where there is none, having said why.
  func single(_ options: CommonOptions) throws -> Planning {
    guard let outcome = outcomes.first else { throw ExitStatus.usage }
    do {
      return try outcome.result.get()
    } catch let unplannable as Unplannable {
      try Presentation(options, repository: repository).show(unplannable.diagnostics)
      if let note = unplannable.note, !options.quiet { Output.note(note) }
      throw unplannable.ending
    }
  }
}

extension PlanningRound.Outcome {
  /// One line on the target.
  var summary: String {
    let name = choice.description.name ?? choice.description.url
    switch result {
    case .success(let planning):
      let plan = planning.plan
      if plan.isEmpty { return "\(name): nothing to change" }
      return "\(name): \(plan.summary.sentence)" + (plan.blockers.isEmpty ? "" : "; blocked")
    case .failure(let error):
      let reason = Self.reason(error)
      return reason.hasPrefix(name) ? reason : "\(name): \(reason)"
    }
  }

  var reported: PlanOutcome {
    switch result {
    case .success(let planning):
      PlanOutcome(target: choice.description, result: .plan(planning.plan))
    case .failure(let error):
      PlanOutcome(
        target: choice.description,
        result: .failure(
          Self.reason(error), (error as? Unplannable)?.diagnostics ?? [],
          status: Int(ExitStatus(of: error).rawValue)))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let failure as Failure: failure.summary
    case let unplannable as Unplannable:
      unplannable.note ?? (unplannable.ending as? Failure)?.summary ?? "not planned"
    default: "not planned"
    }
  }
}
