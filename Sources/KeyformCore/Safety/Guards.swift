/// What a repository says of what plans may do: what a reviewer relies on beside the plan itself.
package struct Guards: Hashable, Sendable {
  package struct Policy: Hashable, Sendable {
    package let id: String
    /// Of its own head; `rules` may say another one.
    package let severity: Severity
    /// SHA-256 of its text, in hex.
    package let digest: String

    package init(id: String, severity: Severity, digest: String) {
      self.id = id
      self.severity = severity
      self.digest = digest
    }
  }

  /// Those of keyform.yaml.
  package let limits: SafetyLimits
  /// What keyform.yaml says of rules and policies.
  package let rules: RuleSettings
  /// By id.
  package let policies: [Policy]

  package init(limits: SafetyLimits, rules: RuleSettings, policies: [Policy]) {
    self.limits = limits
    self.rules = rules
    self.policies = policies.sorted { $0.id < $1.id }
  }
}

/// A guard that is not what it was at the last apply.
package struct GuardChange: Hashable, Sendable {
  /// Such as `limit key.delete`, `rule LC002` or `policy ORG001`.
  package let name: String
  package let before: String
  package let after: String
  /// Whether plans may do more than before; what else changed is told and is no danger.
  package let isLoosened: Bool

  package init(name: String, before: String, after: String, isLoosened: Bool) {
    self.name = name
    self.before = before
    self.after = after
    self.isLoosened = isLoosened
  }

  /// `limit key.delete: 25 % above 5 -> 90 % above 500`.
  package var shown: String { "\(name): \(before) -> \(after)" }
}

extension Guards {
  /// What became of the guards of the last apply, by name: those that were loosened, and those of
  /// which it cannot be said.
  ///
  /// `standard` is the severity that a built-in rule has without a word. It is today's on both
  /// sides, so that what a newer Keyform ships is nobody's change.
  package func changes(
    since last: Guards, standard: (String) -> Severity?
  ) -> [GuardChange] {
    limitChanges(since: last) + ruleChanges(since: last, standard) + policyChanges(since: last)
  }

  private func limitChanges(since last: Guards) -> [GuardChange] {
    LimitSubject.all.compactMap { subject in
      guard limits.budgets[subject] != last.limits.budgets[subject],
        let before = last.limits.budget(of: subject)
      else { return nil }
      let after = limits.budget(of: subject)
      if let after, after.share <= before.share, after.above <= before.above { return nil }
      return GuardChange(
        name: "limit \(subject.text)", before: before.shown, after: after?.shown ?? "no limit",
        isLoosened: true)
    }
  }

  private func ruleChanges(
    since last: Guards, _ standard: (String) -> Severity?
  ) -> [GuardChange] {
    let ids = Set(rules.byRule.keys).union(last.rules.byRule.keys).sorted()
    let own = Set((policies + last.policies).map(\.id))
    return ids.filter { !own.contains($0) }.flatMap { id -> [GuardChange] in
      let (before, after) = (last.rules.byRule[id], rules.byRule[id])
      var changes: [GuardChange] = []
      if before?.level != after?.level {
        // Of a rule that this Keyform does not have nothing is known without a word.
        let known = standard(id).map(RuleSettings.Level.severity)
        if let was = before?.level ?? known, let now = after?.level ?? known, now < was {
          changes.append(
            GuardChange(
              name: "rule \(id)", before: was.word, after: now.word, isLoosened: true))
        }
      }
      let (was, now) = (before?.shownNumbers ?? "", after?.shownNumbers ?? "")
      if was != now {
        changes.append(
          GuardChange(
            name: "rule \(id)", before: was.isEmpty ? "(standard)" : was,
            after: now.isEmpty ? "(standard)" : now, isLoosened: false))
      }
      return changes
    }
  }

  private func policyChanges(since last: Guards) -> [GuardChange] {
    last.policies.flatMap { policy -> [GuardChange] in
      let was = last.level(of: policy)
      guard let next = policies.first(where: { $0.id == policy.id }) else {
        return [
          GuardChange(
            name: "policy \(policy.id)", before: was.word, after: "(removed)",
            isLoosened: was != .off)
        ]
      }
      let now = level(of: next)
      var changes: [GuardChange] = []
      if now < was {
        changes.append(
          GuardChange(
            name: "policy \(policy.id)", before: was.word, after: now.word, isLoosened: true))
      }
      if policy.digest != next.digest {
        changes.append(
          GuardChange(
            name: "text of policy \(policy.id)", before: String(policy.digest.prefix(12)),
            after: String(next.digest.prefix(12)), isLoosened: false))
      }
      return changes
    }
  }

  private func level(of policy: Policy) -> RuleSettings.Level {
    rules.byRule[policy.id]?.level ?? .severity(policy.severity)
  }
}

extension SafetyLimits.Budget {
  var shown: String { "\(share) % above \(above)" }
}

extension RuleSettings.Level: Comparable {
  /// As the file format has it.
  package var word: String {
    switch self {
    case .off: "off"
    case .severity(let severity): severity.rawValue
    }
  }

  package static func < (left: RuleSettings.Level, right: RuleSettings.Level) -> Bool {
    switch (left, right) {
    case (.off, .severity): true
    case (.off, .off), (.severity, .off): false
    case (.severity(let left), .severity(let right)): left < right
    }
  }
}

extension RuleSettings.Setting {
  /// `days 90`, by name.
  var shownNumbers: String {
    numbers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
