internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Runs every rule over every entry, on all cores. The same facts give the same list.
package enum Linter {
  /// Entries that one unit of work takes: enough to pay for the unit, few enough to share out.
  private static let chunk = 2_000

  package static func run(_ facts: Facts) -> [LintResult] {
    let work = Work(facts)
    let units = work.units(chunk: chunk)
    let slots = Mutex([[LintResult]](repeating: [], count: units.count))
    DispatchQueue.concurrentPerform(iterations: units.count) { index in
      let results = work.run(units[index], facts)
      guard !results.isEmpty else { return }
      slots.withLock { $0[index] = results }
    }
    let results = slots.withLock { $0 }.flatMap { $0 }
    var ledger = IgnoreLedger(facts)
    return ledger.settle(results)
  }
}

/// The checks that are switched on, by kind of entry.
private struct Work: Sendable {
  struct Step<Check: Sendable>: Sendable {
    let metadata: RuleMetadata
    let run: Check
  }

  enum Unit: Sendable {
    case keys(Range<Int>)
    case deployments(Range<Int>)
    case bindings(Range<Int>)
    case hosts(Range<Int>)
    case directories(Range<Int>)
    /// Index into `repository`.
    case repository(Int)
  }

  var keys: [Step<RuleCheck.Check<ProductKey>>] = []
  var deployments: [Step<RuleCheck.Check<Deployment>>] = []
  var bindings: [Step<RuleCheck.Check<Binding>>] = []
  var hosts: [Step<RuleCheck.Check<KMSHost>>] = []
  var directories: [Step<RuleCheck.Check<Directory>>] = []
  var repository: [Step<@Sendable (Facts) -> [Finding]>] = []
  let inventory: Inventory

  init(_ facts: Facts) {
    inventory = facts.state.inventory
    for rule in AllRules.list {
      let metadata = rule.metadata
      if facts.settings.byRule[metadata.id]?.level == .off, metadata.weight != .form { continue }
      for check in rule.checks {
        switch check {
        case .key(let run): keys.append(.init(metadata: metadata, run: run))
        case .deployment(let run): deployments.append(.init(metadata: metadata, run: run))
        case .binding(let run): bindings.append(.init(metadata: metadata, run: run))
        case .host(let run): hosts.append(.init(metadata: metadata, run: run))
        case .directory(let run): directories.append(.init(metadata: metadata, run: run))
        case .repository(let run): repository.append(.init(metadata: metadata, run: run))
        }
      }
    }
  }

  /// What looks at everything comes first: it takes longest and shares worst.
  func units(chunk: Int) -> [Unit] {
    func ranges(_ count: Int) -> [Range<Int>] {
      stride(from: 0, to: count, by: chunk).map { $0..<min($0 + chunk, count) }
    }
    return repository.indices.map { .repository($0) }
      + ranges(inventory.deployments.count).map { .deployments($0) }
      + ranges(inventory.bindings.count).map { .bindings($0) }
      + ranges(inventory.keys.count).map { .keys($0) }
      + ranges(inventory.hosts.count).map { .hosts($0) }
      + ranges(inventory.directories.count).map { .directories($0) }
  }

  func run(_ unit: Unit, _ facts: Facts) -> [LintResult] {
    switch unit {
    case .keys(let range): run(keys, inventory.keys.entries, range, facts)
    case .deployments(let range): run(deployments, inventory.deployments.entries, range, facts)
    case .bindings(let range): run(bindings, inventory.bindings.entries, range, facts)
    case .hosts(let range): run(hosts, inventory.hosts.entries, range, facts)
    case .directories(let range): run(directories, inventory.directories.entries, range, facts)
    case .repository(let index):
      repository[index].run(facts).compactMap {
        LintResult(repository[index].metadata, $0, facts.settings)
      }
    }
  }

  private func run<Value: Managed>(
    _ steps: [Step<RuleCheck.Check<Value>>], _ entries: [Entry<Value>], _ range: Range<Int>,
    _ facts: Facts
  ) -> [LintResult] {
    var results: [LintResult] = []
    for step in steps {
      for index in range {
        let findings = step.run(entries[index], index, facts)
        if findings.isEmpty { continue }
        results += findings.compactMap { LintResult(step.metadata, $0, facts.settings) }
      }
    }
    return results
  }
}
