package import KeyformCore

/// What has to be allowed by name before anything is written.
package struct HazardCheck {
  private let plans: [Plan]
  /// On the command line of the apply.
  private let allowed: [Hazard]

  package init(_ plans: [Plan], allowed: [Hazard]) {
    self.plans = plans
    self.allowed = allowed
  }

  /// The words that allow hazards: `--allow deletes-key` and the like.
  package static func words(allowing hazards: [Hazard]) -> [String] {
    hazards.flatMap { ["--allow", $0.rawValue] }
  }

  /// Ends the run where a plan has a hazard that nobody allowed.
  package func run() throws {
    let lines = plans.flatMap { plan in
      let missing = plan.unallowed(beside: allowed)
      return plan.hazards.filter { missing.contains($0.hazard) }.map { hazard, count in
        "  \(hazard.rawValue), \(counted(count, "change")): \(hazard.meaning)"
          + (plans.count > 1 ? ", in \(plan.header.target.shown)" : "")
      }
    }
    if lines.isEmpty { return }
    let missing = Hazard.allCases.filter { hazard in
      plans.contains { $0.unallowed(beside: allowed).contains(hazard) }
    }
    let words = Self.words(allowing: missing).joined(separator: " ")
    throw Failure(
      .refused, "nobody has allowed what this plan does:", lines: lines,
      "Nothing was written. If it is meant, apply with \(words)")
  }

  /// Ends the run where a plan was made under a waiver that no longer holds: a saved one may be
  /// applied long after that.
  package static func checkWaivers(of plans: [Plan], today: CalendarDate) throws {
    for plan in plans {
      guard let waived = plan.waived.first(where: { $0.until < today }) else { continue }
      throw Failure(
        .refused,
        "waiver `\(waived.waiver)` of \(waived.limit.text) held up to \(waived.until) only",
        "Nothing was written. Plan again, and have a later `until` reviewed where it is needed.")
    }
  }
}
