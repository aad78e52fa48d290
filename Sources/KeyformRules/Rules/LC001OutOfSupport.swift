internal import KeyformCore

enum LC001OutOfSupport: Rule {
  static let metadata = RuleMetadata(
    id: "LC001", name: "out-of-support", severity: .warning,
    what: """
      A deployment installs a release that is still supported, if need be with Extended Security \
      Updates. It is an error where the plan creates or changes the deployment.
      """,
    why: "No security updates are offered any more.",
    fix: """
      Move to a supported release, or bind the esu-mak of the current year where Extended Security \
      Updates are sold. Where the machines have to stay, silence the rule on the deployment: \
      `ignore: {LC001: {until: YYYY-MM-DD, reason: …}}`.
      """,
    source: "support dates of the reference catalogue (`keyform catalog show`)",
    weight: .errorOnChange)

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.supportEnding])]

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    // The last day still counts as supported.
    let yesterday = context.today.adding(days: -1)
    return SupportEnd.upTo(yesterday, entry.value, at: index, context).compactMap { end in
      if end.mayBeExtended, LC003ESUGap.settles(entry.value, at: index, context) { return nil }
      let what = end.isExtended ? "The bound year of Extended Security Updates" : "Support"
      let wayOut =
        end.mayBeExtended
        ? "Move to a supported release, or bind the esu-mak of the current year."
        : "Move to a supported release."
      return Finding(
        entry, at: [end.field], "what it installs is out of support",
        """
        \(what) of \(end.name) ended on \(end.day). \(metadata.why) \(wayOut) Where the machines have \
        to stay, silence the rule on the deployment with `ignore`, a day and a reason.
        """)
    }
  }
}
