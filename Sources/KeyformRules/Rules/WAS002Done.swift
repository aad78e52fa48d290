internal import KeyformCore

enum WAS002Done: Rule {
  static let metadata = RuleMetadata(
    id: "WAS002", name: "was-done", severity: .info,
    what: "A `was:` is removed once the row has its new name.",
    why: "It does nothing any more, and a later entry of the old name would be refused.",
    fix: "Remove it, as soon as every target of the repository has been applied to.",
    source: "Keyform, file format: `was`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    plan.claims.filter { $0.outcome == .isDone }.map { claim in
      Finding(
        address: claim.address, origin: claim.origin, field: ["was"], "`was: \(claim.was)` is done",
        """
        The row is called \(claim.address) already. Remove the `was:` once every target has been \
        applied to.
        """, severity: .info)
    }
  }
}
