/// Budgets of `limits:` in keyform.yaml, over those that hold without a word: how much of a kind
/// one plan may change.
package struct SafetyLimits: Hashable, Sendable {
  package struct Budget: Hashable, Sendable {
    /// Percent of the kind's rows in the target.
    package let share: Int
    /// So many are always allowed: a share of eleven rows says little.
    package let above: Int

    package init(share: Int, above: Int) {
      self.share = share
      self.above = above
    }

    /// Whether `count` of `rows` is too much: both have to be exceeded.
    package func isExceeded(by count: Int, of rows: Int) -> Bool {
      count > above && count * 100 > rows * share
    }
  }

  /// Of every subject that keyform.yaml does not name, but for updates, which have none.
  package static let standard = Budget(share: 25, above: 5)

  /// Those of keyform.yaml.
  package var budgets: [LimitSubject: Budget]

  package init(budgets: [LimitSubject: Budget] = [:]) { self.budgets = budgets }

  /// Nil: no limit.
  package func budget(of subject: LimitSubject) -> Budget? {
    if let budget = budgets[subject] { return budget }
    return subject.action == .update ? nil : Self.standard
  }

  /// The same in a target that holds `rows` of the kind. Where a project begins it has none that
  /// its adoptions could be a share of: only what keyform.yaml says counts them then, as with
  /// creations.
  private func budget(of subject: LimitSubject, among rows: Int) -> Budget? {
    subject.action == .adopt && rows == 0 ? budgets[subject] : budget(of: subject)
  }

  /// Weighs `changes` against the budgets, in a target that holds `stored`. Changes that a waiver
  /// names are not counted while it holds.
  package func judge(
    _ changes: [Change], in stored: Inventory, waivers: [Waiver] = [], today: CalendarDate
  ) -> LimitJudgement {
    var judgement = LimitJudgement()
    // The first apply creates everything, which no limit counts.
    let renamed = RenamedNames(changes)
    let changes = changes.filter { $0.action != .create }
    for subject in LimitSubject.all {
      let concerned = changes.filter { subject.concerns($0, beside: renamed) }
      guard !concerned.isEmpty else { continue }
      let holding = waivers.filter { $0.limit == subject && $0.holds(on: today) }
      var counts = [Int](repeating: 0, count: holding.count)
      var count = 0
      for change in concerned {
        let names = holding.indices.filter { holding[$0].names(change.address) }
        for index in names { counts[index] += 1 }
        if names.isEmpty { count += 1 }
      }
      for (waiver, waived) in zip(holding, counts) where waived > 0 {
        judgement.waived.append(
          WaivedLimit(
            limit: subject, waiver: waiver.name, count: waived, until: waiver.until,
            reason: waiver.reason))
      }
      let rows = stored.count(of: subject.kind)
      guard let budget = budget(of: subject, among: rows),
        budget.isExceeded(by: count, of: rows)
      else { continue }
      judgement.exceeded.append(subject)
      judgement.blockers.append(Self.blocker(subject, budget, count, rows))
    }
    return judgement
  }

  private static func blocker(
    _ subject: LimitSubject, _ budget: Budget, _ count: Int, _ rows: Int
  ) -> Blocker {
    // A share of no rows says nothing.
    let measure =
      rows == 0
      ? "\(count) rows, more than \(budget.above)"
      : "\(count) of \(rows) rows, more than \(budget.share) % and more than \(budget.above)"
    return Blocker(
      cause: .limit,
      text: """
        limit \(subject.text): \(measure); split the change, or, in a reviewed commit, waive the \
        limit for these addresses (`waivers:`) or raise it in keyform.yaml
        """)
  }
}

/// What the limits say of a plan.
package struct LimitJudgement: Hashable, Sendable {
  package var blockers: [Blocker] = []
  /// What each of `blockers` counts.
  package var exceeded: [LimitSubject] = []
  /// Waivers that took changes out of the count.
  package var waived: [WaivedLimit] = []

  package init() {}
}
