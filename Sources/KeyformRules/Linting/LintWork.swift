internal import KeyformCore

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
    private(set) var signs: [Signs] = []
    private(set) var runs: [RuleCheck.Check<Value>] = []
    private(set) var metadata: [RuleMetadata] = []

    mutating func append(
      _ metadata: RuleMetadata, _ signs: Signs, _ run: @escaping RuleCheck.Check<Value>
    ) {
      self.signs.append(signs)
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
  private var repository: [(metadata: RuleMetadata, run: @Sendable (Facts) -> [Finding])] = []
  private let inventory: Inventory

  init(_ facts: Facts) {
    inventory = facts.state.inventory
    for rule in AllRules.list {
      let metadata = rule.metadata
      if facts.settings.byRule[metadata.id]?.level == .off, metadata.weight != .form { continue }
      for check in rule.checks {
        switch check {
        case .key(let signs, let run): keys.append(metadata, signs, run)
        case .deployment(let signs, let run): deployments.append(metadata, signs, run)
        case .binding(let signs, let run): bindings.append(metadata, signs, run)
        case .host(let signs, let run): hosts.append(metadata, signs, run)
        case .directory(let signs, let run): directories.append(metadata, signs, run)
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

  func run(_ unit: Unit, _ facts: Facts) -> LintOutcome {
    var outcome = LintOutcome()
    switch unit {
    case .entries(.key, let range):
      let entries = inventory.keys.entries
      for index in range {
        let signs = facts.signs(ofKey: entries[index], at: index)
        run(keys, entries[index], index, signs, facts, into: &outcome)
      }
    case .entries(.deployment, let range):
      let entries = inventory.deployments.entries
      for index in range {
        let signs = facts.signs(ofDeployment: entries[index], at: index)
        run(deployments, entries[index], index, signs, facts, into: &outcome)
      }
    case .entries(.binding, let range):
      let entries = inventory.bindings.entries
      for index in range {
        let signs = facts.signs(ofBinding: entries[index], at: index)
        run(bindings, entries[index], index, signs, facts, into: &outcome)
      }
    case .entries(.host, let range):
      for index in range {
        let entry = inventory.hosts.entries[index]
        run(hosts, entry, index, facts.signs(ofOther: entry), facts, into: &outcome)
      }
    case .entries(.directory, let range):
      for index in range {
        let entry = inventory.directories.entries[index]
        run(directories, entry, index, facts.signs(ofOther: entry), facts, into: &outcome)
      }
    case .repository(let index):
      let (metadata, run) = repository[index]
      outcome.results = run(facts).compactMap { LintResult(metadata, $0, facts.settings) }
    }
    return outcome
  }

  @inline(__always)
  private func run<Value: Managed>(
    _ steps: Steps<Value>, _ entry: Entry<Value>, _ index: Int, _ signs: Signs, _ facts: Facts,
    into outcome: inout LintOutcome
  ) {
    if signs.contains(.ignores) {
      outcome.ignoring.append(LintOutcome.Silencer(kind: Value.kind, index: index))
    }
    for place in steps.signs.indices {
      let wanted = steps.signs[place]
      guard wanted.isEmpty || !wanted.isDisjoint(with: signs) else { continue }
      let findings = steps.runs[place](entry, index, facts)
      if findings.isEmpty { continue }
      let metadata = steps.metadata[place]
      outcome.results += findings.compactMap { LintResult(metadata, $0, facts.settings) }
    }
  }
}
