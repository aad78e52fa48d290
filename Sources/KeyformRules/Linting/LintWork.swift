internal import KeyformCore

/// The checks that are switched on, by kind of entry.
struct LintWork: Sendable {
  /// The checks of one kind of entry, in parallel lists: fetching a rule's metadata for each entry
  /// to test a bit would retain all its texts.
  struct Steps<Value: Managed>: Sendable {
    private(set) var wanted: [EntryTraits] = []
    private(set) var runs: [RuleCheck.Check<Value>] = []
    private(set) var metadata: [RuleMetadata] = []

    mutating func append(
      _ metadata: RuleMetadata, _ run: @escaping RuleCheck.Check<Value>, onlyIf wanted: [EntryTrait]
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

  /// `only`: the checks of these rules; nil: of all.
  init(_ context: LintContext, only: Set<String>?) {
    inventory = context.state.inventory
    for rule in AllRules.list {
      let metadata = rule.metadata
      if let only, !only.contains(metadata.id) { continue }
      if context.settings.byRule[metadata.id]?.level == .off, metadata.weight != .structural {
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
    let longest: [EntityKind] = [.binding, .deployment]
    let kinds = longest + EntityKind.allCases.filter { !longest.contains($0) }
    return repository.indices.map { .repository($0) }
      + kinds.flatMap { kind in
        let count = inventory.count(of: kind)
        return stride(from: 0, to: count, by: chunk).map { start in
          Unit.entries(kind, start..<min(start + chunk, count))
        }
      }
  }

  func run(_ unit: Unit, _ context: LintContext) -> LintOutcome {
    var outcome = LintOutcome()
    switch unit {
    case .entries(.key, let range):
      run(keys, inventory.keys, range, context, into: &outcome) {
        context.entryTraits(ofKey: $0, at: $1)
      }
    case .entries(.deployment, let range):
      run(deployments, inventory.deployments, range, context, into: &outcome) {
        context.entryTraits(ofDeployment: $0, at: $1)
      }
    case .entries(.binding, let range):
      run(bindings, inventory.bindings, range, context, into: &outcome) {
        context.entryTraits(ofBinding: $0, at: $1)
      }
    case .entries(.host, let range):
      run(hosts, inventory.hosts, range, context, into: &outcome) { entry, _ in
        context.entryTraits(ofOther: entry)
      }
    case .entries(.directory, let range):
      run(directories, inventory.directories, range, context, into: &outcome) { entry, _ in
        context.entryTraits(ofOther: entry)
      }
    case .repository(let index):
      let (metadata, run) = repository[index]
      outcome.results = run(context).compactMap { LintResult(metadata, $0, context.settings) }
    }
    return outcome
  }

  @inline(__always)
  private func run<Value: Managed>(
    _ steps: Steps<Value>, _ set: EntrySet<Value>, _ range: Range<Int>, _ context: LintContext,
    into outcome: inout LintOutcome, traits: (Entry<Value>, Int) -> EntryTraits
  ) {
    for index in range {
      let entry = set.entries[index]
      let shown = traits(entry, index)
      if shown.contains(.ignores) {
        outcome.ignoring.append(LintOutcome.Silencer(kind: Value.kind, index: index))
      }
      for place in steps.wanted.indices {
        let wanted = steps.wanted[place]
        guard wanted.isEmpty || !wanted.isDisjoint(with: shown) else { continue }
        let findings = steps.runs[place](entry, index, context)
        if findings.isEmpty { continue }
        let metadata = steps.metadata[place]
        outcome.results += findings.compactMap { LintResult(metadata, $0, context.settings) }
      }
    }
  }
}
