/// What `keyform explain`, docs/rules.md and every report say of a rule.
package struct RuleMetadata: Hashable, Sendable {
  /// Such as `KEY004`.
  package let id: String
  /// Such as `checksum`.
  package let name: String
  package let severity: Severity
  /// One sentence: what must hold.
  package let what: String
  /// What happens otherwise.
  package let why: String
  /// The way out.
  package let fix: String
  /// Where the statement comes from.
  package let source: String
  /// The version that brought the rule; empty of policies.
  package let since: String
  package let weight: Weight
  /// Names of the rule's own numbers below `rules:`, such as `days`.
  package let numbers: [String]

  /// Whether a repository may change the severity.
  package enum Weight: Sendable, Hashable {
    /// `rules:` in keyform.yaml and `ignore:` on an entry apply.
    case adjustable
    /// A structural error: the entry cannot be represented, so nothing may be planned from it.
    case structural
    /// As `adjustable`, and an error where the plan creates or changes the entry (LC001).
    case errorOnChange
  }

  package init(
    id: String, name: String, severity: Severity, what: String, why: String, fix: String,
    source: String, since: String = "0.1", weight: Weight = .adjustable,
    numbers: [String] = []
  ) {
    self.id = id
    self.name = name
    self.severity = severity
    self.what = what
    self.why = why
    self.fix = fix
    self.source = source
    self.since = since
    self.weight = weight
    self.numbers = numbers
  }
}
