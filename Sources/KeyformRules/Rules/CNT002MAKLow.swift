internal import KeyformCore

enum CNT002MAKLow: Rule {
  static let metadata = RuleMetadata(
    id: "CNT002", name: "mak-low", severity: .warning,
    what: """
      Of a MAK at least 10 % of the activations remain (setting `percent`), and at least 10 (setting \
      `machines`) unless it grants few.
      """,
    why: """
      Reinstallations use up what is left, and then machines fail to activate (0xC004C020). A higher \
      limit is a request to Microsoft that a person answers.
      """,
    fix: "Ask for a higher limit now, or ready another MAK with `state: standby`.",
    source: "Microsoft: plan for volume activation",
    numbers: ["machines", "percent"])

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.lowCount])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    let key = entry.value
    guard let remaining = key.remaining, key.isMAK,
      key.state == .active, context.lowCount.isAbove(remaining.count, of: key.quantity),
      // Machines that are left without an activation weigh more, and are told of there.
      !CNT001MAKOverdrawn.isOverdrawn(entry, index, context)
    else { return nil }
    let granted: String
    if case .count(let quantity) = key.quantity {
      granted = " of \(quantity)"
    } else {
      granted = ""
    }
    let day = remaining.asOf.map { " on \($0)" } ?? ""
    let limit = context.lowCount.threshold(of: key.quantity)
    return Finding(
      entry, at: ["remaining"], "few activations are left",
      """
      \(remaining.count)\(granted) \(remaining.count == 1 ? "was" : "were") left\(day); fewer than \
      \(limit) are few. \(metadata.advice)
      """)
  }
}
