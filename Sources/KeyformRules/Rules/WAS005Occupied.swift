internal import KeyformCore

enum WAS005Occupied: Rule {
  static let metadata = RuleMetadata(
    id: "WAS005", name: "was-occupied", severity: .warning,
    what: "A row is renamed to a name that no other row keeps.",
    why:
      "Both rows are there: the one of the new name is updated, and the old one deleted or kept.",
    fix: "Apply the removal of the row that is in the way first, then the rename.",
    source: "Keyform, file format: `was`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    plan.claims.filter { $0.outcome == .isOccupied }.map { claim in
      Finding(
        address: claim.address, origin: claim.origin, field: ["was"],
        "`was: \(claim.was)` renames nothing: another row is in the way",
        """
        \(claim.address) and \(claim.formerAddress) do not both move: each name keeps the row \
        that it has. Apply the removal of the one that is in the way first, then the rename.
        """)
    }
  }
}
