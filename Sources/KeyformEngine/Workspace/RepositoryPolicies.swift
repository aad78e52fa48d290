internal import KeyformCatalog
package import KeyformCore
package import KeyformQuery
package import KeyformRepository
internal import KeyformRules

/// The policies of a repository, run over one target's set.
package struct RepositoryPolicies {
  /// What is wrong with policies themselves.
  let problems: [Diagnostic]
  let found: PolicyFindings
  /// Whether one of them looks at the changes of a plan.
  let looksAtChanges: Bool

  /// `changes` is nil where there is no plan. Policies, settings and catalogue are those of `judge`; nil:
  /// the repository's own. `only`: of its policies these alone.
  init(
    _ repository: LoadedRepository, _ state: DesiredState, _ context: RunContext,
    changes: [Change]?, judge: LoadedRepository? = nil, only: Set<String>? = nil
  ) {
    let set = Self.policies(of: judge ?? repository)
    let settings = (judge ?? repository).project.rules
    let wanted = set.policies.filter { policy in
      let id = policy.metadata.id
      return settings.byRule[id]?.level != .off && only?.contains(id) ?? true
    }
    var outcomes: [PolicyOutcome] = []
    if !wanted.isEmpty {
      let tables = QueryTables(
        state.inventory, project: state.project, files: repository.files.map(\.path),
        catalog: (judge ?? repository).catalog, today: context.today, changes: changes ?? [],
        isCancelled: { context.isCancelled }, mask: repository.masking.masked)
      outcomes = PolicyRun(
        state.inventory, tables, fields: ResourceSchema.fieldNames, changes: changes ?? []
      ).run(wanted)
    }
    problems = set.problems.map(\.diagnostic) + outcomes.compactMap { $0.problem?.diagnostic }
    looksAtChanges = outcomes.contains(where: \.readsChanges)
    let unchecked = outcomes.filter { $0.problem != nil || $0.readsChanges && changes == nil }
    found = PolicyFindings(
      rules: set.policies.map(\.metadata),
      findings: outcomes.flatMap { outcome in
        outcome.findings.map { (outcome.policy.metadata, $0) }
      },
      unchecked: Set(unchecked.map(\.policy.metadata.id)))
  }

  /// Ids of Keyform's own rules are taken.
  package static func policies(of repository: LoadedRepository) -> PolicySet {
    let files = repository.policies
    if files.isEmpty { return .empty }
    let taken = builtIn([]).map(\.id)
    return PolicySet(files.map { ($0.path, $0.bytes) }, taken: Set(taken))
  }

  /// Policies, and folders of them, of which nothing is known: links that may not be followed, and
  /// what is not run.
  package static func refused(in repository: LoadedRepository) -> [Diagnostic] {
    repository.diagnostics.filter { found in
      guard Self.rules.contains(found.rule), let file = found.place?.file else { return false }
      return file == "policies" || file.hasPrefix("policies/")
    }
  }

  private static let rules = [
    "FILE001", "FILE002", "FILE005", "FILE006", "FILE007", "FILE008", "FILE009",
  ]

  /// Every rule that is not a policy.
  package static func builtIn(_ schemes: [any TargetScheme]) -> [RuleMetadata] {
    AllRules.metadata + StructuralRules.all(schemes) + PolicyProblemKind.allCases.map(\.metadata)
  }
}

extension Guards {
  /// Those of a repository: what keyform.yaml says of limits and rules, and its policies.
  package init(_ repository: LoadedRepository) {
    self.init(
      limits: repository.project.limits, rules: repository.project.rules,
      policies: RepositoryPolicies.policies(of: repository).policies.map { policy in
        var digest = ContentDigest()
        digest.update(policy.sql)
        return Policy(
          id: policy.metadata.id, severity: policy.metadata.severity, digest: digest.hex())
      })
  }
}

extension MemoryClaim {
  /// Of a plan made from a repository at `source`, or of the apply that carries it out.
  package init(_ repository: LoadedRepository, _ source: SourceRevision?) {
    self.init(
      memory: ProjectMemory(repository: RepositoryIdentity(source), guards: Guards(repository)),
      isShallow: source?.isShallow ?? false,
      standard: { id in
        RepositoryPolicies.builtIn([]).first { $0.id == id }?.severity
      })
  }
}
