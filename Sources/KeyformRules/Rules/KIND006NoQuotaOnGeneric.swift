internal import KeyformCore

enum KIND006NoQuotaOnGeneric: Rule {
  static let metadata = RuleMetadata(
    id: "KIND006", name: "no-quota-on-generic", severity: .warning,
    what: "Keys of kind gvlk, avma and setup-default have no `quantity` and no `remaining`.",
    why:
      "They have no activation count; a number there was counted elsewhere or belongs to another key.",
    fix: "Remove the field. Licences owned go into `licences`.",
    source: "Microsoft: plan for volume activation; ACMP has a quantity for every key")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.quantity, .remaining])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    let key = entry.value
    guard key.quantity != nil || key.remaining != nil, let kind = key.keyKind, kind.isPublic else {
      return nil
    }
    // A quantity that is none is rule CNT010's.
    if case .misstated = key.quantity { return nil }
    let field = key.quantity == nil ? "remaining" : "quantity"
    return Finding(
      entry, at: [field], "a \(kind.rawValue) has no activation count",
      """
      It is published, and anybody may use it any number of times: a number there counts nothing, \
      and reports would take it for a quota. \(metadata.fix)
      """)
  }
}
