internal import KeyformCore

/// Runs every rule over every entry, on all cores. The same facts give the same list.
package enum Linter {
  /// Entries that one unit of work takes: enough to pay for the unit, few enough to share out.
  private static let chunk = 2_000

  /// Everything that is found: by rules, by the repository's own `policies`, and in a plan where
  /// there is one. `only`: by these built-in rules alone; nil: by all.
  package static func run(
    _ context: LintContext, policies: PolicyFindings = .none, plan: PlanFacts? = nil,
    only: Set<String>? = nil
  ) -> [LintResult] {
    let work = LintWork(context, only: only)
    let units = work.units(chunk: chunk)
    let outcomes = AllCores.map(units.count) { work.run(units[$0], context) }
    var ledger = IgnoreLedger(outcomes.flatMap(\.ignoring), context, policies)
    let own = policies.findings.compactMap { LintResult($0.rule, $0.finding, context.settings) }
    let results = ledger.settle(outcomes.flatMap(\.results) + own)
    return results + (plan.map { run($0, context) } ?? [])
  }

  /// Whether what other rules find depends on the settings of one of `rules`: then a run of these alone
  /// does not show all that the settings change.
  package static func looksAtOthers(_ rules: Set<String>) -> Bool {
    // `RuleListTests` holds the list to what the code of rules asks for.
    let judging = [
      BIND003BetterKey.metadata, CNT002MAKLow.metadata, CNT003MAKCountStale.metadata,
      LC002EndingSoon.metadata, LC003ESUGap.metadata, USE005OneActivationPath.metadata,
      USE008OfficeOneMAK.metadata,
    ]
    return judging.contains { rules.contains($0.id) }
      || IgnoreRules.all.contains { rules.contains($0.id) }
  }

  /// What a plan adds to a run over the same facts without one.
  package static func run(_ plan: PlanFacts, _ context: LintContext) -> [LintResult] {
    AllRules.list.flatMap { rule in
      rule.checks.flatMap { check -> [LintResult] in
        guard case .plan(let run) = check else { return [] }
        let metadata = rule.metadata
        if context.settings.byRule[metadata.id]?.level == .off { return [] }
        return run(plan, context).compactMap { LintResult(metadata, $0, context.settings) }
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
