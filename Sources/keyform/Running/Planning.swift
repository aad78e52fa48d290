internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// Makes a plan from a repository and a target: shared by `plan` and `apply`, so that what is
/// applied cannot differ from what is shown.
struct Planning {
  let repository: LoadedRepository
  let choice: TargetChoice
  let target: any DeploymentTarget
  let plan: Plan
  /// Secrets that were read on the way, by key name.
  let secrets: [String: KeyMaterial]

  /// Reads, checks and diffs; never writes. With errors of form it shows them and ends the run:
  /// nothing is planned from a half-read repository.
  init(_ options: CommonOptions, lockTimeout: Int, _ failOn: FailOnOption) throws {
    let project = RepositoryLoader(root: options.directory).peekProject()
    choice = try TargetChoice(options.target, of: project, root: options.directory)
    // Nothing is read for a folder that is no project: that has a message of its own.
    let reading =
      project.name.isEmpty
      ? nil
      : TargetReading(
        choice, project: project.name, lockTimeout: lockTimeout, progress: options.progress)
    repository = try Session.load(options)
    let session = Session(repository, include: choice.include, today: options.clock)
    try Interruption.check()
    if session.hasFormErrors {
      try Presentation(options, repository: repository).show(session.diagnostics)
      if !options.quiet {
        Output.note("No plan: the repository has errors of form, which come first.")
      }
      throw failOn.status(of: session.diagnostics)
    }
    if let unknown = session.assembled.unknownValues.first {
      try Presentation(options, repository: repository).show(
        session.diagnostics + session.assembled.unknownValues)
      throw Failure(
        .couldNotRun,
        "no value is recorded for \(counted(session.assembled.unknownValues.count, "key")), nor can it be read",
        "First: \(unknown.address?.description ?? ""). Run `keyform record` where the secrets are.")
    }
    guard let found = try reading?.outcome() else {
      throw Failure(.couldNotRun, "keyform.yaml names no project", "Add `project: NAME`.")
    }
    target = found.target
    let state = session.assembled.state
    plan = Retained.keep(Self.plan(session, found, choice.description, options))
    var secrets: [String: KeyMaterial] = [:]
    for (index, entry) in state.inventory.keys.entries.enumerated() where entry.value.isSecret {
      if let key = state.secrets[index].key { secrets[entry.name] = key }
    }
    self.secrets = secrets
  }

  private static func plan(
    _ session: Session, _ found: TargetReading.Outcome, _ description: TargetDescription,
    _ options: CommonOptions
  ) -> Plan {
    let repository = session.repository
    let state = session.assembled.state
    let masking = Presentation(options, repository: repository).masking
    let changes = Difference.changes(from: found.stored, to: state.inventory)
    let diagnostics = Diagnostic.weighed(
      session.diagnostics(knowing: found.stored.inventory), on: changes)
    return Plan(
      header: Plan.Header(
        project: state.project, target: description, targetID: found.targetID,
        catalog: repository.catalog.digest, toolVersion: ToolVersion.text, today: options.clock),
      schema: found.targetID == nil ? .create : .none, changes: changes,
      diagnostics: diagnostics,
      blockers: Blocker.findings(diagnostics, on: changes)
        + repository.project.limits.exceeded(by: changes, in: found.stored.inventory),
      files: repository.files.map { masking.masked($0.path) })
  }
}
