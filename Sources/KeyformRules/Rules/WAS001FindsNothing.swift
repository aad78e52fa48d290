internal import KeyformCore

enum WAS001FindsNothing: Rule {
  static let metadata = RuleMetadata(
    id: "WAS001", name: "was-nothing", severity: .warning,
    what: "The target holds the row that `was:` names.",
    why: "The entry is created as a new one; nothing of the old one's history goes with it.",
    fix: "Correct the name, or remove the `was:` where the entry is new.",
    source: "Keyform, file format: `was`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    plan.claims.filter { $0.outcome == .findsNothing }.map { claim in
      Finding(
        address: claim.address, origin: claim.origin, field: ["was"],
        "`was: \(claim.was)` matches nothing in the target",
        """
        The target holds neither \(claim.formerAddress) nor \(claim.address): the entry is \
        created. Correct the name, or remove the `was:`.
        """)
    }
  }
}
