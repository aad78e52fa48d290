internal import KeyformCore

enum SEC005Owner: Rule {
  static let metadata = RuleMetadata(
    id: "SEC005", name: "owner", severity: .warning,
    what: "A secret key that is in use or stands by names an `owner` and an `agreement`.",
    why: """
      When the key leaks, runs dry or is audited, nobody knows whom to ask, and Microsoft replaces a \
      key or raises its limit only for a named agreement.
      """,
    fix: """
      Write `owner` (a team or mailbox) and `agreement` (its number; for single licences the receipt \
      or order).
      """,
    source: "practice of VAMT, GLPI and Snipe-IT, which all record both")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.missingOwner])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    let key = entry.value
    // A key without its kind is rule KIND001's.
    guard key.keyKind != nil, key.isSecret, key.state.isInUse else { return nil }
    let summary: String
    switch (key.annotations.owner, key.agreement) {
    case (nil, nil): summary = "the secret key names neither owner nor agreement"
    case (nil, _): summary = "the secret key names no owner"
    case (_, nil): summary = "the secret key names no agreement"
    default: return nil
    }
    return Finding(entry, summary, metadata.advice)
  }
}
