package import KeyformCore

/// What is to be said of a repository's own catalogue.
package enum OverrideFindings {
  /// Entries about products that no entry of the repository names, by their place in the list.
  /// Of more than a few, the first stands for all.
  package static func unused(
    _ overrides: [CatalogOverride], productsInUse: Set<String>, _ settings: RuleSettings
  ) -> [(index: Int, finding: PlanFinding)] {
    let unused = overrides.indices.filter { productsInUse.isDisjoint(with: overrides[$0].products) }
    guard let first = unused.first else { return [] }
    let rule = PlanRules.overrideUnused
    if unused.count > FoldedAdvice.limit {
      let names = unused.prefix(FoldedAdvice.limit).map { "`\(overrides[$0].name)`" }
      return PlanFinding(
        rule, settings, nil, .none, "nothing uses \(unused.count) entries of the own catalogue",
        "They are \(names.joined(separator: ", ")), … \(rule.why) \(rule.fix)"
      ).map { [(first, $0)] } ?? []
    }
    return unused.compactMap { index in
      let override = overrides[index]
      return PlanFinding(
        rule, settings, nil, .none, "nothing uses this entry of the own catalogue",
        """
        `\(override.name)` (\(override.section)) is about products that no entry names. \(rule.why) \
        \(rule.fix)
        """
      ).map { (index, $0) }
    }
  }
}
