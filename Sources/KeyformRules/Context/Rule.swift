package import KeyformCore

/// One rule: what it says of itself, and what it looks at. One file and one line in ``AllRules``.
package protocol Rule: SendableMetatype {
  static var metadata: RuleMetadata { get }
  /// Mostly one (see `one` below); a rule that looks at several kinds of entry has one for each.
  static var checks: [RuleCheck] { get }
}

/// A check takes an entry, its index in the inventory's list, and the facts; it returns findings. It
/// runs on any thread, on every entry of its kind or only on those that show one of some traits.
package enum RuleCheck: Sendable {
  package typealias Check<Value: Managed> =
    @Sendable (Entry<Value>, Int, LintContext) -> [Finding]

  case key(Check<ProductKey>, onlyIf: [EntryTrait] = [])
  case deployment(Check<Deployment>, onlyIf: [EntryTrait] = [])
  case binding(Check<Binding>, onlyIf: [EntryTrait] = [])
  case host(Check<KMSHost>, onlyIf: [EntryTrait] = [])
  case directory(Check<Directory>, onlyIf: [EntryTrait] = [])
  /// Looks at everything once.
  case repository(@Sendable (LintContext) -> [Finding])
  /// Looks at a plan once. No `ignore:` silences what it finds: that passes with the plan.
  case plan(@Sendable (PlanFacts, LintContext) -> [Finding])
}

extension Rule {
  /// A check that finds one thing at the most.
  static func one<Value: Managed>(
    _ check: @escaping @Sendable (Entry<Value>, Int, LintContext) -> Finding?
  ) -> RuleCheck.Check<Value> {
    { entry, index, facts in check(entry, index, facts).map { [$0] } ?? [] }
  }

  static func one<Value: Managed>(
    _ check: @escaping @Sendable (Entry<Value>, LintContext) -> Finding?
  ) -> RuleCheck.Check<Value> {
    { entry, _, facts in check(entry, facts).map { [$0] } ?? [] }
  }
}
