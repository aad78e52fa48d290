internal import KeyformCore

enum KMS002Intervals: Rule {
  static let metadata = RuleMetadata(
    id: "KMS002", name: "intervals", severity: .error,
    what: """
      `activationInterval` and `renewalInterval` of a KMS host are 15 to 43200 minutes: a quarter of \
      an hour to 30 days.
      """,
    why: """
      slmgr refuses others (`/sai`, `/sri`). Clients take the host's values after their first contact; \
      how long an activation holds is 180 days whatever they are.
      """,
    fix: "Write minutes within these bounds, or leave the field out for 120 and 10080.",
    source: "Microsoft: slmgr options; KMS activation planning")

  static let checks: [RuleCheck] = [.host(check)]

  private static let allowed = 15...43_200

  private static let check: RuleCheck.Check<KMSHost> = { entry, index, context in
    [
      ("activationInterval", entry.value.activationInterval),
      ("renewalInterval", entry.value.renewalInterval),
    ].compactMap { field, minutes in
      if allowed.contains(minutes) { return nil }
      return Finding(
        entry, at: [field],
        "`\(field)` is \(minutes < allowed.lowerBound ? "less than 15 minutes" : "more than 30 days")",
        "It is \(counted(minutes, "minute")). \(metadata.advice)")
    }
  }
}
