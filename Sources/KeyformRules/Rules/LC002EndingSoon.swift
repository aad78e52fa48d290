internal import KeyformCore

enum LC002EndingSoon: Rule {
  static let metadata = RuleMetadata(
    id: "LC002", name: "ending-soon", severity: .warning,
    what: "Support of what a deployment installs lasts for more than 180 days (setting `days`).",
    why: "A rollout takes that long: who begins later has machines without security updates.",
    fix: "Plan the move to a newer release; silence the rule on the deployment once it is planned.",
    source: "support dates of the reference catalogue (`keyform catalog show`)",
    numbers: ["days"])

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.supportEnding])]

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    SupportEnd.upTo(context.supportHorizon, entry.value, at: index, context).compactMap { end in
      // What has ended is rule LC001's.
      guard end.day >= context.today else { return nil }
      let left = end.day.days(since: context.today)
      let what = end.isExtended ? "The bound year of Extended Security Updates for" : "Support of"
      return Finding(
        entry, at: [end.field], "support ends soon",
        """
        \(what) \(end.name) ends on \(end.day), \(left == 0 ? "today" : "in \(counted(left, "day"))"). \
        \(metadata.advice)
        """)
    }
  }
}
