internal import KeyformCore

enum WVR002Unused: Rule {
  static let metadata = RuleMetadata(
    id: "WVR002", name: "waiver-unused", severity: .info,
    what: "A waiver names changes of the plan.",
    why: "One that is left over would waive a limit for a change that nobody thought of.",
    fix: "Remove it once what it was granted for is applied.",
    source: "Keyform, file format: `waivers`")

  static let checks: [RuleCheck] = [.plan(check)]

  private static func check(_ plan: PlanFacts, _ context: LintContext) -> [Finding] {
    let used = Set(plan.waived.map(\.waiver))
    return context.state.waivers.filter { waiver in
      waiver.holds(on: context.today) && !used.contains(waiver.name)
    }.map { waiver in
      Finding(
        writtenAt: waiver.origin,
        "waiver `\(waiver.name)` of \(waiver.limit.text) names no change of this plan",
        "Remove it once what it was granted for is applied; it holds up to \(waiver.until).",
        severity: .info)
    }
  }
}
