package import KeyformCore

/// One rule: what it says of itself, and what it looks at. One file and one line in ``AllRules``.
package protocol Rule: SendableMetatype {
  static var metadata: RuleMetadata { get }
  /// Mostly one (see `one` below); a rule that looks at several kinds of entry has one for each.
  static var checks: [RuleCheck] { get }
}

extension Rule {
  /// A check that finds one thing at the most.
  static func one<Value: Managed>(
    _ check: @escaping RuleCheck.One<Value>
  ) -> RuleCheck.Check<Value> {
    { entry, index, context in check(entry, index, context).map { [$0] } ?? [] }
  }

  static func one<Value: Managed>(
    _ check: @escaping @Sendable (Entry<Value>, LintContext) -> Finding?
  ) -> RuleCheck.Check<Value> {
    { entry, _, context in check(entry, context).map { [$0] } ?? [] }
  }
}

extension RuleMetadata {
  /// Why the rule is there and what to do: how the detail of most findings ends.
  var advice: String { "\(why) \(fix)" }
}
