internal import KeyformCore

enum WVR001Expired: Rule {
  static let metadata = RuleMetadata(
    id: "WVR001", name: "waiver-expired", severity: .warning,
    what: "A waiver holds up to its `until` day.",
    why: "It was granted for a time; its limit counts all changes again.",
    fix: "Remove it, or have a later `until` reviewed.",
    source: "Keyform, file format: `waivers`")

  static let checks: [RuleCheck] = [.repository(check)]

  private static func check(_ context: LintContext) -> [Finding] {
    context.state.waivers.filter { !$0.holds(on: context.today) }.map { waiver in
      Finding(
        writtenAt: waiver.origin, "waiver `\(waiver.name)` of \(waiver.limit.text) has expired",
        """
        It held up to \(waiver.until): the limit counts every change again. Remove it, or have a \
        later `until` reviewed.
        """)
    }
  }
}
