internal import KeyformCore

enum OWN003UnreadableRow: Rule {
  static let metadata = RuleMetadata(
    id: "OWN003", name: "unreadable-row", severity: .info,
    what: "Unmanaged rows can be read.",
    why: "One that cannot is left out: no project can take it over, and `import` does not see it.",
    fix: "Correct the row in the target, or delete it there.",
    source: "Keyform, tables: `project`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    plan.unreadable.map { row in
      Finding(
        writtenAt: .none, "\(row.shown) cannot be read",
        "\(row.problem). The row is unmanaged and is left out. \(metadata.fix)", severity: .info)
    }
  }
}
