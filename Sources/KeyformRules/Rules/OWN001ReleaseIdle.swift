internal import KeyformCore

enum OWN001ReleaseIdle: Rule {
  static let metadata = RuleMetadata(
    id: "OWN001", name: "release-idle", severity: .info,
    what: "What `release` names is a row of the target.",
    why: "A pattern that is left over would let go of a row that somebody means to delete.",
    fix: "Remove it once every target of the repository has been applied to.",
    source: "Keyform, file format: `release`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    if plan.releases.isEmpty { return [] }
    let addresses = plan.stored.entities.map(\.address.description)
    return plan.releases.enumerated().compactMap { index, pattern in
      if addresses.contains(where: pattern.matches) { return nil }
      return Finding(
        repositoryAt: ["release", String(index)],
        "`release` names `\(pattern.pattern)`, which is no row of the target",
        """
        What it named is released already, or was never there: remove the pattern once every \
        target of the repository has been applied to.
        """, severity: .info)
    }
  }
}
