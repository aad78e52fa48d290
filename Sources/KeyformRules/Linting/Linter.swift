internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Runs every rule over every entry, on all cores. The same facts give the same list.
package enum Linter {
  /// Entries that one unit of work takes: enough to pay for the unit, few enough to share out.
  private static let chunk = 2_000

  package static func run(_ facts: Facts) -> [LintResult] {
    let work = LintWork(facts)
    let units = work.units(chunk: chunk)
    let slots = Mutex([LintOutcome](repeating: LintOutcome(), count: units.count))
    DispatchQueue.concurrentPerform(iterations: units.count) { index in
      let outcome = work.run(units[index], facts)
      guard !outcome.isEmpty else { return }
      slots.withLock { $0[index] = outcome }
    }
    let outcomes = slots.withLock { $0 }
    var ledger = IgnoreLedger(outcomes.flatMap(\.ignoring), facts)
    return ledger.settle(outcomes.flatMap(\.results))
  }
}
