package import KeyformCore

/// One rule: what it says of itself, and what it looks at. One file and one line in ``AllRules``.
package protocol Rule: SendableMetatype {
  static var metadata: RuleMetadata { get }
  /// Mostly one; a rule that looks at several kinds of entry has one for each.
  static var checks: [RuleCheck] { get }
}
