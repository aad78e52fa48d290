package import KeyformCore

/// What a repository's policies found. They are run elsewhere; settings and `ignore:` hold for them
/// as for built-in ones.
package struct PolicyFindings: Sendable {
  /// Of every policy, run or not.
  package let rules: [RuleMetadata]
  package let findings: [(rule: RuleMetadata, finding: Finding)]
  /// Rules that could not look: nothing can be said of the use of an `ignore:`.
  package let unchecked: Set<String>

  package init(
    rules: [RuleMetadata], findings: [(rule: RuleMetadata, finding: Finding)],
    unchecked: Set<String>
  ) {
    self.rules = rules
    self.findings = findings
    self.unchecked = unchecked
  }

  package static let none = PolicyFindings(rules: [], findings: [], unchecked: [])
}
