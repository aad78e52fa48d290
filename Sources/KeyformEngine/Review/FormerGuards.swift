internal import KeyformCatalog
internal import KeyformCore
internal import KeyformQuery
internal import KeyformRepository
internal import KeyformRules

/// What guards before a change say of the entries after it: so it shows what the change only silences.
struct FormerGuards {
  /// Whose guards judge.
  let before: CheckedRepository
  /// Whose entries are judged.
  let after: CheckedRepository
  /// With the files and imports that only the guards after leave out; nil: there are none.
  let restored: LoadedRepository?
  /// What the guards before and after take of the files.
  let include: (before: [String], after: [String])
  /// Whether an entry may silence other rules than before.
  let maySilenceOtherwise: Bool
  let context: RunContext

  private var judge: LoadedRepository { before.repository }

  /// What is found, of rules that the guards have to do with; nil where the guards are the same.
  func findings(of changes: [Change], from rows: Inventory) -> [Diagnostic]? {
    let scope =
      include.before.isEmpty || include.after.isEmpty ? [] : include.before + include.after
    let isWider = restored != nil || leavesOut
    let repository = restored ?? after.repository
    let catalog = judge.catalog
    let isOtherCatalog = catalog.digest != repository.catalog.digest
    var state = after.assembled.state
    var found: [Diagnostic] = []
    if isWider {
      let built = context.lifetime.keep(
        repository.assemble(for: scope, secrets: context.secretSources))
      state = built.state
      found = (restored?.diagnostics ?? []) + built.diagnostics.filter { !$0.isOfName }
    }
    let silenced = silencedAsBefore(state.inventory, rows)
    let isOtherwiseSame =
      !isWider && !isOtherCatalog && judge.project.domains == repository.project.domains
    var rules: Set<String>?
    if isOtherwiseSame {
      let differing = differingRules.union(silenced.rules)
      if differing.isEmpty { return limits(of: changes, from: rows) }
      rules = Linter.looksAtOthers(differing) ? nil : differing
    }
    state.inventory = silenced.inventory
    var newcomers = Set<Address>()
    let whole = state
    if isOtherCatalog { (state, newcomers) = state.known(to: catalog) }
    let settings = judge.project.rules
    func results(_ state: DesiredState, _ catalog: ReferenceCatalog) -> [LintResult] {
      let facts =
        isOtherwiseSame
        ? LintContext(of: after.facts, settings: settings, inventory: state.inventory)
        : LintContext(
          state: state, catalog: catalog, today: context.today, settings: settings,
          domains: judge.project.domains, ownCatalog: repository.ownCatalog)
      let own = RepositoryPolicies(
        repository, state, context, changes: nil, judge: judge, only: rules)
      // What is said of an `ignore:` is said of those that are there.
      let silencing = Set(IgnoreRules.all.map(\.id))
      return Linter.run(context.lifetime.keep(facts), policies: own.found, only: rules).filter {
        !silencing.contains($0.metadata.id) || rules == nil && silenced.rules.isEmpty
      }
    }
    found += results(state, catalog).filter { result in
      if newcomers.isEmpty { return true }
      // Without the new products others may look idle.
      return result.severity > .info && !result.finding.concerns(newcomers, in: state.inventory)
    }.map { $0.diagnostic(in: repository) }
    if !newcomers.isEmpty {
      // The former catalogue says nothing of entries with new products: the other guards are asked
      // by the new one as well.
      var known = Set(found)
      found += results(whole, repository.catalog).map { $0.diagnostic(in: repository) }.filter {
        known.insert($0).inserted
      }
    }
    return Diagnostic.weighed(found, on: changes) + (limits(of: changes, from: rows) ?? [])
  }

  private func silencedAsBefore(
    _ inventory: Inventory, _ rows: Inventory
  ) -> (inventory: Inventory, rules: Set<String>) {
    if !maySilenceOtherwise { return (inventory, []) }
    let renames = Renames(from: rows, to: inventory)
    return InventoryPairs(rows, inventory, renames).silencedAsBefore()
  }

  /// Whether the target takes less of the files than before.
  private var leavesOut: Bool {
    if include.after.isEmpty { return false }
    return include.before.isEmpty
      || !Set(include.before.map { Exact($0) }).isSubset(of: include.after.map { Exact($0) })
  }

  /// Rules with other settings, and policies with another text or without one.
  private var differingRules: Set<String> {
    let (old, new) = (judge.project.rules.byRule, after.repository.project.rules.byRule)
    var differing = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    let isSame = judge.policies.elementsEqual(after.repository.policies) {
      $0.path == $1.path && $0.bytes == $1.bytes
    }
    if isSame { return differing }
    let policies = RepositoryPolicies.policies(of: after.repository).policies
    for policy in RepositoryPolicies.policies(of: judge).policies
    where !policies.contains(where: {
      $0.metadata == policy.metadata && $0.sql.isExactly(policy.sql)
    }) {
      differing.insert(policy.metadata.id)
    }
    return differing
  }

  /// Limits that the changes exceed by what was said before, and do not any more; nil: none. What the
  /// target holds nobody knows here: the rows are those that the files meant before.
  private func limits(of changes: [Change], from rows: Inventory) -> [Diagnostic]? {
    let (old, new) = (before.assembled.state.waivers, after.assembled.state.waivers)
    if judge.project.limits == after.repository.project.limits,
      old.elementsEqual(new, by: { $0.excuses(asMuchAs: $1) })
    {
      return nil
    }
    let then = judge.project.limits.judge(
      changes, in: rows, waivers: old, today: context.today)
    if then.exceeded.isEmpty { return nil }
    let now = after.repository.project.limits.judge(
      changes, in: rows, waivers: new, today: context.today)
    let found = zip(then.exceeded, then.blockers).filter { subject, _ in
      !now.exceeded.contains(subject)
    }.map { subject, blocker in
      Diagnostic(
        rule: subject.text, severity: .error, summary: "more rows change than the limit allowed",
        detail: "Of a target that holds what the files meant before, \(blocker.text).",
        place: place(of: subject, now))
    }
    return found.isEmpty ? nil : found
  }

  /// Where it is lifted: by a waiver, else in keyform.yaml.
  private func place(of subject: LimitSubject, _ judgement: LimitJudgement) -> FileLocation? {
    let repository = after.repository
    let names = judgement.waived.filter { $0.limit == subject }.map(\.waiver)
    let waiver = after.assembled.state.waivers.first { names.contains($0.name) }
    if let waiver, let place = repository.place(of: waiver.origin) { return place }
    return repository.places.place(.none, nil, ["limits", subject.text])
  }
}

extension Finding {
  /// Whether it is of one of the entries, or of one that refers to such an entry.
  fileprivate func concerns(_ entries: Set<Address>, in inventory: Inventory) -> Bool {
    guard !entries.isEmpty, let address else { return false }
    return entries.contains(address) || related.contains { entries.contains($0.address) }
      || inventory[address]?.references.contains(where: entries.contains) ?? false
  }
}

extension Waiver {
  fileprivate func excuses(asMuchAs other: Waiver) -> Bool {
    limit == other.limit && addresses == other.addresses && until == other.until
  }
}

extension Diagnostic {
  /// Whether a name stands twice: files that are read together here may never have been.
  fileprivate var isOfName: Bool {
    let rules: [StructureRule] = [.duplicateKey, .duplicateName]
    return rules.contains { $0.rawValue == rule }
  }
}
