internal import KeyformCore

/// Runs every rule over every entry, on all cores. The same facts give the same list.
package enum Linter {
  /// Entries that one unit of work takes: enough to pay for the unit, few enough to share out.
  private static let chunk = 2_000

  /// `own` are the findings of the repository's own rules.
  package static func run(_ facts: Facts, own: OwnFindings = .none) -> [LintResult] {
    let work = LintWork(facts)
    let units = work.units(chunk: chunk)
    let outcomes = AllCores.map(units.count) { work.run(units[$0], facts) }
    var ledger = IgnoreLedger(outcomes.flatMap(\.ignoring), facts, own)
    let results = own.findings.compactMap { LintResult($0.rule, $0.finding, facts.settings) }
    return ledger.settle(outcomes.flatMap(\.results) + results)
  }
}
