package import KeyformCore

/// What is wrong with `rules:` in keyform.yaml, beyond its form.
package enum SettingsCheck {
  package struct Problem: Hashable, Sendable {
    /// The rule as written: the key below `rules:`.
    package let rule: String
    package let summary: String
    package let detail: String
  }

  /// In the order of the rules' names. `own` are the repository's policies.
  package static func problems(_ settings: RuleSettings, own: [RuleMetadata] = []) -> [Problem] {
    let rules = AllRules.metadata + own
    return settings.byRule.keys.sorted().flatMap { rule in
      settings.byRule[rule].map { problems(rule, $0, rules) } ?? []
    }
  }

  private static func problems(
    _ rule: String, _ setting: RuleSettings.Setting, _ rules: [RuleMetadata]
  ) -> [Problem] {
    guard let metadata = rules.first(where: { $0.id == rule }) else {
      let near = SpellingSuggestion.suggestion(for: rule, in: rules.map(\.id))
      return [
        Problem(
          rule: rule,
          summary: "there is no rule \(rule)" + (near.map { "; did you mean \($0)?" } ?? ""),
          detail: "docs/rules.md lists the rules; `keyform explain ID` says what one checks.")
      ]
    }
    var problems: [Problem] = []
    if metadata.weight == .structural, setting.level != nil, setting.level != .severity(.error) {
      problems.append(
        Problem(
          rule: rule, summary: "\(rule) is a structural error and stays one",
          detail: "Nothing can be planned from an entry that breaks it: remove the line."))
    }
    let known = metadata.numbers
    for name in setting.numbers.keys.sorted() where !known.contains(name) {
      let list = known.isEmpty ? "It has none." : "It has \(known.joined(separator: ", "))."
      problems.append(
        Problem(rule: rule, summary: "\(rule) has no setting `\(name)`", detail: list))
    }
    return problems
  }
}
