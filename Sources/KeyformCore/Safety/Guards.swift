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

extension Guards {
  /// One of them.
  package enum Guarded: Hashable, Sendable {
    case limit(LimitSubject)
    case rule(String)
    case policy(String)
    /// Of a policy.
    case text(String)
  }

  /// Where a guard stands, and what became of its text.
  package typealias Detail = (place: FileLocation?, difference: TextDifference?)

  /// What became of the guards of the last apply, by name: those that were loosened, and those of
  /// which it cannot be said.
  package func changes(since last: Guards, standard: (String) -> Severity?) -> [GuardChange] {
    allChanges(since: last, standard: standard) { _ in (nil, nil) }
      .filter { $0.effect != .tightens }
  }

  /// What became of the guards of `last`, by name; `detail` knows the files.
  ///
  /// `standard` is the severity that a built-in rule has without a word. It is today's on both
  /// sides, so that what a newer Keyform ships is nobody's change.
  package func allChanges(
    since last: Guards, standard: (String) -> Severity?, detail: (Guarded) -> Detail
  ) -> [GuardChange] {
    limitChanges(since: last, detail) + ruleChanges(since: last, standard, detail)
      + policyChanges(since: last, detail)
  }

  private func limitChanges(since last: Guards, _ detail: (Guarded) -> Detail) -> [GuardChange] {
    LimitSubject.all.compactMap { subject in
      let (before, after) = (last.limits.budget(of: subject), limits.budget(of: subject))
      guard before != after else { return nil }
      return GuardChange(
        what: "limit \(subject.text)", place: detail(.limit(subject)).place,
        before: before?.shown ?? "no limit", after: after?.shown ?? "no limit",
        effect: Self.permitsMore(after, than: before) ? .loosens : .tightens)
    }
  }

  private static func permitsMore(
    _ after: SafetyLimits.Budget?, than before: SafetyLimits.Budget?
  ) -> Bool {
    guard let before else { return false }
    guard let after else { return true }
    return after.share > before.share || after.above > before.above
  }

  private func ruleChanges(
    since last: Guards, _ standard: (String) -> Severity?, _ detail: (Guarded) -> Detail
  ) -> [GuardChange] {
    let ids = Set(rules.byRule.keys).union(last.rules.byRule.keys).sorted()
    let own = Set((policies + last.policies).map(\.id))
    return ids.filter { !own.contains($0) }.flatMap { id -> [GuardChange] in
      let (before, after) = (last.rules.byRule[id], rules.byRule[id])
      var changes: [GuardChange] = []
      if before?.level != after?.level {
        // Of a rule that this Keyform does not have nothing is known without a word.
        let known = standard(id).map(RuleSettings.Level.severity)
        if let was = before?.level ?? known, let now = after?.level ?? known, now != was {
          changes.append(
            GuardChange(
              what: "rule \(id)", place: detail(.rule(id)).place, before: was.word,
              after: now.word, effect: now < was ? .loosens : .tightens))
        }
      }
      let (was, now) = (before?.shownNumbers ?? "", after?.shownNumbers ?? "")
      if was != now {
        changes.append(
          GuardChange(
            what: "rule \(id)", place: detail(.rule(id)).place,
            before: was.isEmpty ? "(standard)" : was, after: now.isEmpty ? "(standard)" : now,
            effect: .changes))
      }
      return changes
    }
  }

  private func policyChanges(since last: Guards, _ detail: (Guarded) -> Detail) -> [GuardChange] {
    let added = policies.filter { policy in !last.policies.contains { $0.id == policy.id } }
    return last.policies.flatMap { policy -> [GuardChange] in
      let was = last.level(of: policy)
      let place = detail(.policy(policy.id)).place
      guard let next = policies.first(where: { $0.id == policy.id }) else {
        return [
          GuardChange(
            what: "policy \(policy.id)", place: place, before: was.word, after: nil,
            effect: was != .off ? .loosens : .changes)
        ]
      }
      let now = level(of: next)
      var changes: [GuardChange] = []
      if now != was {
        changes.append(
          GuardChange(
            what: "policy \(policy.id)", place: place, before: was.word, after: now.word,
            effect: now < was ? .loosens : .tightens))
      }
      if policy.digest != next.digest {
        let text = detail(.text(policy.id))
        changes.append(
          GuardChange(
            what: "text of policy \(policy.id)", place: text.place,
            before: String(policy.digest.prefix(12)), after: String(next.digest.prefix(12)),
            effect: .changes, difference: text.difference))
      }
      return changes
    }
      + added.map { policy in
        GuardChange(
          what: "policy \(policy.id)", place: detail(.policy(policy.id)).place, before: nil,
          after: level(of: policy).word, effect: .tightens)
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
