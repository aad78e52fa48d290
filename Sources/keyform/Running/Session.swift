internal import KeyformCatalog
internal import KeyformCore
internal import KeyformRules

/// A repository read and checked for one target's set: what validate and plan start from.
struct Session {
  let repository: LoadedRepository
  let assembled: AssembledState
  /// Of form, of references, of rules; sorted.
  let diagnostics: [Diagnostic]
  private let facts: Facts
  /// Whether an own rule looks at the changes of a plan.
  private let looksAtChanges: Bool

  var hasFormErrors: Bool { diagnostics.contains { $0.isForm && $0.severity == .error } }

  /// Checks one set of a loaded repository.
  init(_ repository: LoadedRepository, include: [String], today: CalendarDate) {
    self.init(
      repository,
      Retained.keep(repository.assemble(for: include, environment: Environment.value)), today)
  }

  private init(_ repository: LoadedRepository, _ assembled: AssembledState, _ today: CalendarDate) {
    self.repository = repository
    self.assembled = assembled
    facts = Self.facts(of: repository, assembled.state, today)
    (diagnostics, looksAtChanges) = Self.diagnostics(of: repository, assembled, facts)
  }

  /// The same session once the target has told of other projects: references to their keys are
  /// settled, and rules know who else uses what.
  func informed(by neighbours: Neighbours) -> Session {
    guard let resolved = assembled.resolved(in: repository, by: neighbours) else { return self }
    return Session(repository, Retained.keep(resolved), facts.today)
  }

  /// The diagnostics with what is to be said of a plan: rules use the newer of the file's and the
  /// target's counts, and own rules that look at changes see them.
  func diagnostics(of plan: PlanFacts) -> [Diagnostic] {
    let state = assembled.state.withNewerObservations(of: plan.stored, today: facts.today)
    if state != nil || looksAtChanges && !plan.changes.isEmpty {
      let known = state.map { Self.facts(of: repository, $0, facts.today) } ?? facts
      return Self.diagnostics(of: repository, assembled, known, plan).found
    }
    // What was found without the plan still holds.
    let found = Linter.run(plan, facts).map { $0.diagnostic(in: repository) }
    return found.isEmpty ? diagnostics : (diagnostics + found).sorted(by: Diagnostic.inOrder)
  }

  private static func facts(
    of repository: LoadedRepository, _ state: DesiredState, _ today: CalendarDate
  ) -> Facts {
    Retained.keep(
      Facts(
        state: state, catalog: repository.catalog, today: today,
        settings: repository.project.rules, domains: repository.project.domains,
        ownCatalog: repository.ownCatalog))
  }

  /// Everything that is found, of the plan too where there is one.
  private static func diagnostics(
    of repository: LoadedRepository, _ assembled: AssembledState, _ facts: Facts,
    _ plan: PlanFacts? = nil
  ) -> (found: [Diagnostic], looksAtChanges: Bool) {
    var found = repository.diagnostics + assembled.diagnostics
    found += requirements(of: repository)
    let places = repository.places
    let own = OwnRules(repository, facts.state, today: facts.today, changes: plan?.changes)
    found += own.problems
    found += Linter.run(facts, policies: own.found, plan: plan)
      .map { $0.diagnostic(in: repository) }
    found += SettingsCheck.problems(repository.project.rules, own: own.found.rules).map { problem in
      Diagnostic(
        rule: "SCH005", severity: .error, summary: problem.summary, detail: problem.detail,
        place: places.place(inFile: "keyform.yaml", path: ["rules", problem.rule]), isForm: true)
    }
    if assembled.uncheckedSecrets > 0 {
      let count = assembled.uncheckedSecrets
      found.append(
        Diagnostic(
          rule: "VAL002", severity: .info,
          summary: count == 1
            ? "1 secret key was not checked" : "\(count) secret keys were not checked",
          detail: """
            \(count == 1 ? "Its value" : "Their values") cannot be read here, so form, checksum and \
            duplicates were not looked at. What is recorded of \(count == 1 ? "it" : "them") was.
            """, place: nil))
    }
    return (found.sorted(by: Diagnostic.inOrder), own.looksAtChanges)
  }

  private static func requirements(of repository: LoadedRepository) -> [Diagnostic] {
    repository.project.requires.compactMap { requirement in
      let version =
        switch requirement.subject {
        case .keyform: ToolVersion.text
        case .catalog: repository.catalog.edition
        }
      if requirement.isMet(by: version) { return nil }
      return Diagnostic(
        rule: "VAL004", severity: .error,
        summary:
          "the repository requires \(requirement.subject.rawValue) \(requirement.minimum); this is \(version)",
        detail: "Install a newer Keyform, or lower `requires` in keyform.yaml.",
        place: Place(file: "keyform.yaml", line: 1, column: 1), isForm: true)
    }
  }
}

extension Session {
  /// Reads the repository of the command line.
  static func load(_ options: CommonOptions) throws -> LoadedRepository {
    let loader = RepositoryLoader(root: options.directory, progress: options.progress)
    let repository = Retained.keep(loader.load())
    try Interruption.check()
    return repository
  }

  /// The same where nothing can be done without a readable keyform.yaml: says what is wrong with it.
  static func loadProject(_ options: CommonOptions) throws -> LoadedRepository {
    let repository = try load(options)
    guard !repository.project.name.isEmpty else {
      try Presentation(options, repository: repository).show(repository.diagnostics)
      throw FailOnOption.status(of: repository.diagnostics, from: .error)
    }
    return repository
  }
}
