import KeyformCatalog
import KeyformCore
import KeyformRules

/// One rule, over a plan or a repository made in code.
struct RuleOnPlan {
  private static let catalog = ReferenceCatalog.builtIn()

  let rule: String
  var settings = RuleSettings()
  var uses: [CrossProjectUse] = []
  var ownCatalog = OwnCatalog.none

  private var facts: LintContext {
    LintContext(
      state: DesiredState(project: "test", inventory: .empty, secrets: [], crossProjectUses: uses),
      catalog: Self.catalog, today: CalendarDate(days: 20_778), settings: settings,
      ownCatalog: ownCatalog)
  }

  /// What the rule finds in a plan of these changes.
  func found(
    in changes: [Change] = [], stored: Inventory = .empty, releases: [Glob] = []
  ) -> [LintResult] {
    let plan = PlanFacts(changes: changes, claims: [], stored: stored, releases: releases)
    return Linter.run(plan, facts).filter { $0.metadata.id == rule }
  }

  /// What it finds without a plan.
  func foundInRepository() -> [LintResult] {
    Linter.run(facts).filter { $0.metadata.id == rule }
  }
}
