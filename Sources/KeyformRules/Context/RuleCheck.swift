package import KeyformCore

/// A check takes an entry, its index in the inventory's list, and the facts; it returns findings. It
/// runs on any thread, on every entry of its kind or only on those that show one of some traits.
package enum RuleCheck: Sendable {
  package typealias Check<Value: Managed> =
    @Sendable (Entry<Value>, Int, LintContext) -> [Finding]
  /// A check that finds one thing at the most.
  typealias One<Value: Managed> = @Sendable (Entry<Value>, Int, LintContext) -> Finding?

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

/// A check that takes entries of any kind.
protocol EntryCheck: Sendable {
  func findings<Value: Managed>(
    _ entry: Entry<Value>, _ index: Int, _ context: LintContext
  ) -> [Finding]
}

extension RuleCheck {
  /// A check of the entries of every kind.
  static func everyKind(_ check: some EntryCheck, onlyIf traits: [EntryTrait]) -> [RuleCheck] {
    EntityKind.allCases.map { kind in
      switch kind {
      case .key: .key({ check.findings($0, $1, $2) }, onlyIf: traits)
      case .deployment: .deployment({ check.findings($0, $1, $2) }, onlyIf: traits)
      case .binding: .binding({ check.findings($0, $1, $2) }, onlyIf: traits)
      case .host: .host({ check.findings($0, $1, $2) }, onlyIf: traits)
      case .directory: .directory({ check.findings($0, $1, $2) }, onlyIf: traits)
      }
    }
  }
}
