package import KeyformCore
package import KeyformRepository
internal import KeyformRules

/// A repository read and checked for one target's set: what validate and plan start from.
package struct CheckedRepository: Sendable {
  package let repository: LoadedRepository
  package let assembled: BuiltState
  /// Of form, of references, of rules; sorted.
  package let diagnostics: [Diagnostic]
  private let context: RunContext
  /// What rules were given.
  let facts: LintContext
  /// Whether a policy looks at the changes of a plan.
  private let looksAtChanges: Bool

  package var hasStructuralErrors: Bool {
    diagnostics.contains { $0.isStructural && $0.severity == .error }
  }

  /// Checks one set of a loaded repository.
  package init(_ repository: LoadedRepository, include: [String], _ context: RunContext) {
    let assembled = repository.assemble(for: include, secrets: context.secretSources)
    self.init(repository, context.lifetime.keep(assembled), context)
  }

  private init(_ repository: LoadedRepository, _ assembled: BuiltState, _ context: RunContext) {
    self.repository = repository
    self.assembled = assembled
    self.context = context
    facts = Self.facts(of: repository, assembled.state, context)
    (diagnostics, looksAtChanges) = Self.diagnostics(of: repository, assembled, facts, context)
  }

  /// The same once the target has told of other projects: references to their keys are
  /// settled, and rules know who else uses what.
  package func informed(by neighbours: OtherProjects) -> CheckedRepository {
    guard let resolved = assembled.resolved(in: repository, by: neighbours) else { return self }
    return CheckedRepository(repository, context.lifetime.keep(resolved), context)
  }

  /// The diagnostics with what is to be said of a plan. `state` is what the target would hold; nil:
  /// what the files want, with the newer of the file's and the target's counts. Policies that look
  /// at changes see them.
  func diagnostics(of plan: PlanFacts, in state: DesiredState?) -> [Diagnostic] {
    let judged =
      state ?? assembled.state.withNewerObservations(of: plan.stored, today: context.today)
    if judged != nil || looksAtChanges && !plan.changes.isEmpty {
      let known = judged.map { Self.facts(of: repository, $0, context) } ?? facts
      return Self.diagnostics(of: repository, assembled, known, context, plan).found
    }
    // What was found without the plan still holds.
    let found = Linter.run(plan, facts).map { $0.diagnostic(in: repository) }
    return found.isEmpty ? diagnostics : (diagnostics + found).sorted(by: Diagnostic.inOrder)
  }

  /// What is found where the target's rows take the place of the entries, with no plan.
  func diagnostics(ofRows state: DesiredState) -> [Diagnostic] {
    let known = Self.facts(of: repository, state, context)
    return Self.diagnostics(of: repository, assembled, known, context).found
  }

  private static func facts(
    of repository: LoadedRepository, _ state: DesiredState, _ context: RunContext
  ) -> LintContext {
    context.lifetime.keep(
      LintContext(
        state: state, catalog: repository.catalog, today: context.today,
        settings: repository.project.rules, domains: repository.project.domains,
        ownCatalog: repository.ownCatalog))
  }

  /// Everything that is found, of the plan too where there is one.
  private static func diagnostics(
    of repository: LoadedRepository, _ assembled: BuiltState, _ facts: LintContext,
    _ context: RunContext, _ plan: PlanFacts? = nil
  ) -> (found: [Diagnostic], looksAtChanges: Bool) {
    var found = repository.diagnostics + assembled.diagnostics
    found += requirements(of: repository, context)
    let places = repository.places
    let own = RepositoryPolicies(repository, facts.state, context, changes: plan?.changes)
    found += own.problems
    found += Linter.run(facts, policies: own.found, plan: plan)
      .map { $0.diagnostic(in: repository) }
    found += SettingsCheck.problems(repository.project.rules, own: own.found.rules).map { problem in
      Diagnostic(
        rule: "SCH005", severity: .error, summary: problem.summary, detail: problem.detail,
        place: places.place(inFile: "keyform.yaml", path: ["rules", problem.rule]),
        isStructural: true)
    }
    if assembled.uncheckedSecrets > 0, context.wantsSecrets {
      found.append(unchecked(assembled.uncheckedSecrets, context))
    }
    return (found.sorted(by: Diagnostic.inOrder), own.looksAtChanges)
  }

  private static func unchecked(_ count: Int, _ context: RunContext) -> Diagnostic {
    let reason =
      context.access.isUntrusted
      ? "With --untrusted no secret is opened"
      : "\(count == 1 ? "Its value" : "Their values") cannot be read here"
    return Diagnostic(
      rule: "VAL002", severity: .info,
      summary: count == 1
        ? "1 secret key was not checked" : "\(count) secret keys were not checked",
      detail: """
        \(reason), so form, checksum and duplicates were not looked at. What is recorded of \
        \(count == 1 ? "it" : "them") was.
        """, place: nil)
  }

  private static func requirements(
    of repository: LoadedRepository, _ context: RunContext
  ) -> [Diagnostic] {
    repository.project.requires.compactMap { requirement in
      let version =
        switch requirement.subject {
        case .keyform: context.toolVersion
        case .catalog: repository.catalog.edition
        }
      if requirement.isMet(by: version) { return nil }
      return Diagnostic(
        rule: "VAL004", severity: .error,
        summary:
          "the repository requires \(requirement.subject.rawValue) \(requirement.minimum); this is \(version)",
        detail: "Install a newer Keyform, or lower `requires` in keyform.yaml.",
        place: FileLocation(file: "keyform.yaml", line: 1, column: 1), isStructural: true)
    }
  }
}

extension Diagnostic {
  /// What is no error of the files: a plan may be made where the secret can be read.
  fileprivate var asAdvice: Diagnostic {
    Diagnostic(
      rule: rule, severity: .info, address: address, summary: summary,
      detail: """
        \(detail) Until then a plan can only be made where the secret can be read, and ends with exit \
        code 7 elsewhere.
        """, place: place)
  }
}

extension LoadedRepository {
  /// Masks every key but those that the repository's catalogue publishes.
  package var masking: Masking { catalog.masking }
}

extension ReferenceCatalog {
  /// Masks every key but those that the catalogue publishes.
  package var masking: Masking { Masking { self.publicKey($0) != nil } }
}

extension RunContext {
  /// Reads the repository of the run.
  package func load() throws -> LoadedRepository {
    let repository = lifetime.keep(loader.load())
    try checkCancelled()
    return repository
  }

  /// The same where nothing can be done without a readable keyform.yaml: throws an
  /// ``UnsoundRepository`` that says what is wrong with it.
  package func loadProject() throws -> LoadedRepository {
    let repository = try load()
    if repository.project.name.isEmpty { throw UnsoundRepository(unnamed: repository) }
    return repository
  }

  /// keyform.yaml alone; the whole repository is read where that is needed to say what is wrong.
  package func peekProject() throws -> Project {
    let project = loader.peekProject()
    return project.name.isEmpty ? try loadProject().project : project
  }
}

/// A repository checked for one target's set, or for those of all targets.
package struct Validation {
  package let repository: LoadedRepository
  /// One list of folders a set, as targets state it.
  package let sets: [[String]]
  /// What holds in several sets is said once.
  package let diagnostics: [Diagnostic]

  /// `target` is what `--target` says; nil: all targets. Secrets are read where the context is
  /// asked to.
  package init(
    _ repository: LoadedRepository, target: TargetRequest, _ context: RunContext
  ) throws {
    self.repository = repository
    sets = try Self.sets(of: repository, target: target, context)
    var diagnostics: [Diagnostic] = []
    for include in sets {
      let checked = CheckedRepository(repository, include: include, context)
      try context.checkCancelled()
      let unknown = context.wantsSecrets ? [] : checked.assembled.unknownValues.map(\.asAdvice)
      diagnostics =
        diagnostics.isEmpty && unknown.isEmpty
        ? checked.diagnostics
        : Set(diagnostics).union(checked.diagnostics + unknown).sorted(by: Diagnostic.inOrder)
    }
    self.diagnostics = diagnostics
  }

  package static func sets(
    of repository: LoadedRepository, target: TargetRequest, _ context: RunContext
  ) throws -> [[String]] {
    if !target.isEmpty {
      return [try TargetChoice.include(target, of: repository.project, context)]
    }
    var sets: [[String]] = []
    for target in repository.project.targets where !sets.contains(target.include) {
      sets.append(target.include)
    }
    return sets.isEmpty ? [[]] : sets
  }
}
