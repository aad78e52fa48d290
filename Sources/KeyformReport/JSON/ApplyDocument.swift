package import KeyformCore

/// How an apply ended, of one target or as a whole.
package enum AppliedOutcome: String, Sendable, CaseIterable {
  case failed, refused, applied
  case alreadyApplied = "already-applied"
  case nothingToDo = "nothing-to-do"

  /// The one that counts where several hold.
  package static func worst(_ outcomes: [AppliedOutcome]) -> AppliedOutcome {
    allCases.first(where: outcomes.contains) ?? .nothingToDo
  }
}

/// What became of one target of an apply.
package struct AppliedTarget: Sendable {
  package let target: TargetDescription
  package let outcome: AppliedOutcome
  /// As which it was written, now or before.
  package let changeSet: Int?
  /// Why nothing was written; nil where there is nothing to say.
  package let reason: String?
  /// Nil where there is none.
  package let plan: Plan?

  package init(
    target: TargetDescription, outcome: AppliedOutcome, changeSet: Int? = nil,
    reason: String? = nil, plan: Plan? = nil
  ) {
    self.target = target
    self.outcome = outcome
    self.changeSet = changeSet
    self.reason = reason
    self.plan = plan
  }

  /// The rows that were written.
  fileprivate var counts: PlanSummary {
    outcome == .applied ? plan?.summary ?? PlanSummary() : PlanSummary()
  }
}

/// What an apply did, once it has ended, however it ended.
package enum AppliedRun {
  /// `reason` is why the run as a whole did not come to its end, `diagnostics` what is wrong with a
  /// repository that nothing can be planned from.
  package typealias Content = (
    outcome: AppliedOutcome, targets: [AppliedTarget], reason: String?, diagnostics: [Diagnostic]
  )

  private static func counts(_ targets: [AppliedTarget]) -> PlanSummary {
    var counts = PlanSummary()
    for target in targets {
      for action in Action.allCases { counts[action] += target.counts[action] }
    }
    return counts
  }

  package static let document: JSONDocument<Content> = JSONDocument(
    "apply", .lines, title: "What an apply did",
    "How an apply ended. With several targets the worst outcome, and all that was written.",
    Member("outcome", .word("How it ended.")) { $0.outcome },
    Member("changeSet", AppliedTarget.changeSet) {
      $0.targets.count == 1 ? $0.targets[0].changeSet : nil
    },
    Member("counts", AppliedTarget.counts) { counts($0.targets) },
    Member("reason", .nullable(.text("Why the run did not come to its end; null: it did."))) {
      $0.reason
    }, Member("diagnostics", Diagnostic.list) { $0.diagnostics },
    Member(
      "targets",
      .list(
        AppliedTarget.codec, "One for each target, in the order of the command line.",
        .closedLines)
    ) { $0.targets })
}

extension AppliedTarget {
  fileprivate static let codec: Codec<Self> = .object(
    "What became of one target.", TargetDescription.members().of(\.target),
    Member("outcome", .word("How it ended."), \.outcome),
    Member("changeSet", changeSet, \.changeSet), Member("counts", counts, \.counts),
    Member(
      "reason", .nullable(.text("Why nothing was written; null: nothing to say.")), \.reason),
    Member("plan", .nullable(Plan.codec), \.plan))

  fileprivate static let changeSet: Codec<Int?> = .nullable(
    .count(
      "As which change set it was written, now or before; null: not, or for several targets."))

  fileprivate static let counts: Codec<PlanSummary> = PlanSummary.codec(
    "The rows that were written, by action."
  ) { _ in "Rows written." }
}
