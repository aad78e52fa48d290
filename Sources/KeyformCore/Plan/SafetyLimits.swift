/// Budgets of `limits:` in keyform.yaml: how much of a kind one plan may delete or update.
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
  }

  package struct Subject: Hashable, Sendable {
    package let kind: EntityKind
    package let action: Action

    /// Reads `key.delete` and the like.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let kind = EntityKind(rawValue: parts[0]),
        let action = Action(rawValue: parts[1]), action != .create
      else { return nil }
      self.kind = kind
      self.action = action
    }

    private init(kind: EntityKind, action: Action) {
      self.kind = kind
      self.action = action
    }

    /// Every subject, by kind.
    package static let all = EntityKind.allCases.flatMap { kind in
      [Action.update, .delete].map { Subject(kind: kind, action: $0) }
    }

    package var text: String { "\(kind.rawValue).\(action.rawValue)" }
  }

  package var budgets: [Subject: Budget]

  package init(budgets: [Subject: Budget] = [:]) { self.budgets = budgets }

  /// The budgets that `changes` exceed in a target that holds `stored`.
  package func exceeded(by changes: [Change], in stored: Inventory) -> [Blocker] {
    budgets.sorted { $0.key.text < $1.key.text }.compactMap { subject, budget in
      let count = changes.count {
        $0.action == subject.action && $0.address.kind == subject.kind
      }
      let rows = stored.count(of: subject.kind)
      guard count > budget.above, count * 100 > rows * budget.share else { return nil }
      return Blocker(
        cause: .limit,
        text: """
          limit \(subject.text): \(count) of \(rows) rows, more than \(budget.share) % and more \
          than \(budget.above); split the change, or raise the limit in keyform.yaml in a \
          reviewed commit
          """)
    }
  }
}

extension Inventory {
  package func count(of kind: EntityKind) -> Int {
    switch kind {
    case .key: keys.count
    case .deployment: deployments.count
    case .binding: bindings.count
    case .host: hosts.count
    case .directory: directories.count
    }
  }
}
