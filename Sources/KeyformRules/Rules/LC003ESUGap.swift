internal import KeyformCore

enum LC003ESUGap: Rule {
  static let metadata = RuleMetadata(
    id: "LC003", name: "esu-gap", severity: .error,
    what: """
      A deployment whose release lives on Extended Security Updates has an active esu-mak of the \
      current year bound. What has no such updates any more is rule LC001's.
      """,
    why: "No security updates are offered from the day on which support or the last year ended.",
    fix: """
      Bind the esu-mak of the year that the message names, or move to a supported release. Where \
      the machines have to stay as they are, silence the rule on the deployment with `ignore`, a \
      day and a reason.
      """,
    source: "Microsoft: enable Extended Security Updates")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.extendedPeriod])]

  private static func check(
    _ entry: Entry<Deployment>, _ index: Int, _ facts: LintContext
  ) -> [Finding] {
    guard let gap = ExtendedUpdateGap(entry.value, at: index, facts) else { return [] }
    let release = entry.value.release.map { " \($0)" } ?? ""
    let name = "\(facts.catalog.name(of: gap.os))\(release)"
    let year = gap.year.map { year in
      let last = year.ends.map { ", which runs to \($0)," } ?? ""
      return "Bind the active esu-mak of \(year.id.text)\(last) for activation"
    }
    return [
      Finding(
        entry, at: [entry.value.release == nil ? "os" : "release"],
        "the key of the current year's updates is missing",
        """
        Support of \(name) ended on \(gap.end), and \(gap.other ?? "no key of Extended Security Updates is bound"): \
        no security updates are offered. \(year ?? "Bind an active esu-mak for activation"), or \
        move to a supported release. Where the machines have to stay as they are, silence the rule \
        with `ignore`, a day and a reason.
        """)
    ]
  }

  /// Whether a deployment whose updates are to be had is this rule's matter and not LC001's: it has
  /// a gap, or nobody can tell.
  static func settles(_ deployment: Deployment, at index: Int, _ facts: LintContext) -> Bool {
    if ExtendedUpdateGap.mayBeClosed(at: index, facts) { return true }
    return facts.settings.byRule[metadata.id]?.level != .off
      && ExtendedUpdateGap(deployment, at: index, facts) != nil
  }
}
