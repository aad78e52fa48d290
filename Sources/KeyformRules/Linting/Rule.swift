package import KeyformCore

/// One rule: what it says of itself, and what it looks at. One file and one line in ``AllRules``.
package protocol Rule: SendableMetatype {
  static var metadata: RuleMetadata { get }
  /// Mostly one; a rule that looks at several kinds of entry has one for each.
  static var checks: [RuleCheck] { get }
}

/// A check takes an entry, its index in the inventory's list, and the facts; it returns findings.
/// It runs on entries that show one of its signs, or on all where it names none; on any thread.
package enum RuleCheck: Sendable {
  package typealias Check<Value: Managed> =
    @Sendable (Entry<Value>, Int, Facts) -> [Finding]

  case key(Signs, Check<ProductKey>)
  case deployment(Signs, Check<Deployment>)
  case binding(Signs, Check<Binding>)
  case host(Signs, Check<KMSHost>)
  case directory(Signs, Check<Directory>)
  /// Looks at everything once.
  case repository(@Sendable (Facts) -> [Finding])
  /// Looks at a plan once. No `ignore:` silences what it finds: that passes with the plan.
  case plan(@Sendable (PlanFacts, Facts) -> [Finding])
}
