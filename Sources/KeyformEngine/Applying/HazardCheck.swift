package import KeyformCore

/// What has to be allowed by name before anything is written.
package enum HazardCheck {
  /// The words that allow hazards: `--allow deletes-key` and the like.
  package static func words(allowing hazards: [Hazard]) -> [String] {
    hazards.flatMap { ["--allow", $0.rawValue] }
  }

  /// What to do instead of allowing them, where what speaks against a plan is not its own change: a
  /// sentence each.
  package static func remedies(of plan: Plan, for hazards: [Hazard]) -> [String] {
    hazards.flatMap { hazard -> [String] in
      switch hazard {
      case .takesBack:
        [
          plan.memory.takesBackCommits
            ? """
            Merge or rebase first, then plan again: others have applied what this plan would take \
            back.
            """ : nil,
          plan.memory.writtenAgain.isEmpty
            ? nil
            : """
            Revert in git first what was undone, then plan again: this plan would bring it back.
            """,
        ].compactMap(\.self)
      case .takesOverProject:
        [
          """
          Another repository applies project `\(plan.header.project)` here: unless this one takes \
          its place, give it another `project:`, then plan again.
          """
        ]
      case .loosensGuards:
        ["Have it reviewed first that the guards above are weaker than at the last apply."]
      case .deletesKey, .rotatesKey, .unbindsActivation, .takesOverRow, .changesTargetSchema: []
      }
    }
  }

  /// Ends the run where a plan has a hazard that nobody allowed. `allowed` are those of the command
  /// line.
  static func check(_ plans: [Plan], allowed: [Hazard]) throws {
    let lines = plans.flatMap { plan in
      let missing = plan.unallowed(beside: allowed)
      return plan.hazards.filter { missing.contains($0.hazard) }.flatMap { hazard, count in
        let details = plan.memory.details(of: hazard)
        let number = details.isEmpty ? ", \(counted(count, "change"))" : ""
        return [
          "  \(hazard.rawValue)\(number): \(hazard.meaning)"
            + (plans.count > 1 ? ", in \(plan.header.target.shown)" : "")
        ] + details.map { "    \($0)" }
      }
    }
    if lines.isEmpty { return }
    let missing = Hazard.allCases.filter { hazard in
      plans.contains { $0.unallowed(beside: allowed).contains(hazard) }
    }
    let words = words(allowing: missing).joined(separator: " ")
    throw Failure(
      .refused, "nobody has allowed what this plan does:", lines: lines,
      "Nothing was written. If it is meant, apply with \(words)")
  }

  /// Ends the run where a plan was made under a waiver that no longer holds: a saved one may be
  /// applied long after that.
  static func checkWaivers(of plans: [Plan], today: CalendarDate) throws {
    for plan in plans {
      guard let waived = plan.waived.first(where: { $0.until < today }) else { continue }
      throw Failure(
        .refused,
        "waiver `\(waived.waiver)` of \(waived.limit.text) held up to \(waived.until) only",
        "Nothing was written. Plan again, and have a later `until` reviewed where it is needed.")
    }
  }
}
