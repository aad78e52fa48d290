internal import KeyformCore

/// Runs every rule over every entry, on all cores. The same facts give the same list.
package enum Linter {
  /// Entries that one unit of work takes: enough to pay for the unit, few enough to share out.
  private static let chunk = 2_000

  /// Everything that is found: by rules, by the repository's own `policies`, and in a plan where
  /// there is one.
  package static func run(
    _ facts: LintContext, policies: PolicyFindings = .none, plan: PlanFacts? = nil
  ) -> [LintResult] {
    let work = LintWork(facts)
    let units = work.units(chunk: chunk)
    let outcomes = AllCores.map(units.count) { work.run(units[$0], facts) }
    var ledger = IgnoreLedger(outcomes.flatMap(\.ignoring), facts, policies)
    let own = policies.findings.compactMap { LintResult($0.rule, $0.finding, facts.settings) }
    let results = ledger.settle(outcomes.flatMap(\.results) + own)
    return results + (plan.map { run($0, facts) } ?? [])
  }

  /// What a plan adds to a run over the same facts without one.
  package static func run(_ plan: PlanFacts, _ facts: LintContext) -> [LintResult] {
    AllRules.list.flatMap { rule in
      rule.checks.flatMap { check -> [LintResult] in
        guard case .plan(let run) = check else { return [] }
        let metadata = rule.metadata
        if facts.settings.byRule[metadata.id]?.level == .off { return [] }
        return run(plan, facts).compactMap { LintResult(metadata, $0, facts.settings) }
      }
    }
  }
}

/// What one unit of work gives.
struct LintOutcome: Sendable {
  var results: [LintResult] = []
  /// Entries with `ignore:`.
  var ignoring: [Silencer] = []

  /// An entry with `ignore:`, by kind and index.
  struct Silencer: Sendable {
    let kind: EntityKind
    let index: Int
  }
}

/// The checks that are switched on, by kind of entry.
struct LintWork: Sendable {
  /// The checks of one kind of entry, in parallel lists: fetching a rule's metadata for each entry
  /// to test a bit would retain all its texts.
  struct Steps<Value: Managed>: Sendable {
    private(set) var wanted: [EntryTraits] = []
    private(set) var runs: [RuleCheck.Check<Value>] = []
    private(set) var metadata: [RuleMetadata] = []

    mutating func append(
      _ metadata: RuleMetadata, _ run: @escaping RuleCheck.Check<Value>,
      onlyIf wanted: [EntryTrait]
    ) {
      self.wanted.append(EntryTraits(wanted))
      runs.append(run)
      self.metadata.append(metadata)
    }
  }

  enum Unit: Sendable {
    case entries(EntityKind, Range<Int>)
    /// Index into `repository`.
    case repository(Int)
  }

  private var keys = Steps<ProductKey>()
  private var deployments = Steps<Deployment>()
  private var bindings = Steps<Binding>()
  private var hosts = Steps<KMSHost>()
  private var directories = Steps<Directory>()
  private var repository: [(metadata: RuleMetadata, run: @Sendable (LintContext) -> [Finding])] = []
  private let inventory: Inventory

  init(_ facts: LintContext) {
    inventory = facts.state.inventory
    for rule in AllRules.list {
      let metadata = rule.metadata
      if facts.settings.byRule[metadata.id]?.level == .off, metadata.weight != .structural {
        continue
      }
      for check in rule.checks {
        switch check {
        case .key(let run, let wanted): keys.append(metadata, run, onlyIf: wanted)
        case .deployment(let run, let wanted): deployments.append(metadata, run, onlyIf: wanted)
        case .binding(let run, let wanted): bindings.append(metadata, run, onlyIf: wanted)
        case .host(let run, let wanted): hosts.append(metadata, run, onlyIf: wanted)
        case .directory(let run, let wanted): directories.append(metadata, run, onlyIf: wanted)
        case .repository(let run): repository.append((metadata, run))
        case .plan: break
        }
      }
    }
  }

  /// What looks at everything comes first: it takes longest and shares worst.
  func units(chunk: Int) -> [Unit] {
    func ranges(_ kind: EntityKind, _ count: Int) -> [Unit] {
      stride(from: 0, to: count, by: chunk).map { .entries(kind, $0..<min($0 + chunk, count)) }
    }
    return repository.indices.map { .repository($0) }
      + ranges(.binding, inventory.bindings.count)
      + ranges(.deployment, inventory.deployments.count)
      + ranges(.key, inventory.keys.count) + ranges(.host, inventory.hosts.count)
      + ranges(.directory, inventory.directories.count)
  }

  func run(_ unit: Unit, _ facts: LintContext) -> LintOutcome {
    var outcome = LintOutcome()
    switch unit {
    case .entries(.key, let range):
      let entries = inventory.keys.entries
      for index in range {
        let shown = facts.entryTraits(ofKey: entries[index], at: index)
        run(keys, entries[index], index, shown, facts, into: &outcome)
      }
    case .entries(.deployment, let range):
      let entries = inventory.deployments.entries
      for index in range {
        let shown = facts.entryTraits(ofDeployment: entries[index], at: index)
        run(deployments, entries[index], index, shown, facts, into: &outcome)
      }
    case .entries(.binding, let range):
      let entries = inventory.bindings.entries
      for index in range {
        let shown = facts.entryTraits(ofBinding: entries[index], at: index)
        run(bindings, entries[index], index, shown, facts, into: &outcome)
      }
    case .entries(.host, let range):
      for index in range {
        let entry = inventory.hosts.entries[index]
        run(hosts, entry, index, facts.entryTraits(ofOther: entry), facts, into: &outcome)
      }
    case .entries(.directory, let range):
      for index in range {
        let entry = inventory.directories.entries[index]
        run(directories, entry, index, facts.entryTraits(ofOther: entry), facts, into: &outcome)
      }
    case .repository(let index):
      let (metadata, run) = repository[index]
      outcome.results = run(facts).compactMap { LintResult(metadata, $0, facts.settings) }
    }
    return outcome
  }

  @inline(__always)
  private func run<Value: Managed>(
    _ steps: Steps<Value>, _ entry: Entry<Value>, _ index: Int, _ shown: EntryTraits,
    _ facts: LintContext,
    into outcome: inout LintOutcome
  ) {
    if shown.contains(.ignores) {
      outcome.ignoring.append(LintOutcome.Silencer(kind: Value.kind, index: index))
    }
    for place in steps.wanted.indices {
      let wanted = steps.wanted[place]
      guard wanted.isEmpty || !wanted.isDisjoint(with: shown) else { continue }
      let findings = steps.runs[place](entry, index, facts)
      if findings.isEmpty { continue }
      let metadata = steps.metadata[place]
      outcome.results += findings.compactMap { LintResult(metadata, $0, facts.settings) }
    }
  }
}
