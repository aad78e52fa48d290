package import KeyformCore

/// One rule: what it says of itself, and what it looks at. One file and one line in ``AllRules``.
package protocol Rule: SendableMetatype {
  static var metadata: RuleMetadata { get }
  /// Mostly one; a rule that looks at several kinds of entry has one for each.
  static var checks: [RuleCheck] { get }
}

/// A check takes an entry, its index in the inventory's list, and the facts; it returns findings.
/// It may run on any thread.
package enum RuleCheck: Sendable {
  package typealias Check<Value: Managed> =
    @Sendable (Entry<Value>, Int, Facts) -> [Finding]

  case key(Check<ProductKey>)
  case deployment(Check<Deployment>)
  case binding(Check<Binding>)
  case host(Check<KMSHost>)
  case directory(Check<Directory>)
  /// Looks at everything once.
  case repository(@Sendable (Facts) -> [Finding])
}
