internal import KeyformCore

enum CNT001MAKOverdrawn: Rule {
  static let metadata = RuleMetadata(
    id: "CNT001", name: "mak-overdrawn", severity: .error,
    what: """
      The machines of a key's activation bindings do not exceed its `quantity`; where `activated` is \
      known, those left to activate do not exceed `remaining`. With `remaining` alone it is a warning.
      """,
    why: "Surplus machines fail to activate (0xC004C020, 0xC004C021).",
    fix: """
      Bind fewer machines, spread them over other keys, or ask Microsoft for a higher limit and \
      record it.
      """,
    source: "Microsoft: activation error codes")

  static let checks: [RuleCheck] = [
    .key(one(check), onlyIf: [.quantity, .remaining]), .repository(checkForeignKeys),
  ]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    let uses = context.crossProjectUses(of: KeyReference(name: entry.name))
    guard context.bindingsOfKey.count(of: index) > 0 || !uses.isEmpty,
      let shortage = shortage(of: entry.value, ActivationNeed(ofKey: index, uses, context))
    else { return nil }
    return Finding(
      entry, at: [shortage.field], shortage.summary, shortage.detail, severity: shortage.severity,
      related: context.addends(ofKey: index))
  }

  /// Another project's key that this project's bindings overdraw, alone or with those of others.
  private static func checkForeignKeys(_ context: LintContext) -> [Finding] {
    (context.inventory.keys.count..<context.keys.count).compactMap { index in
      let bindings = context.bindingsOfKey[index].map { context.binding($0) }
        .filter { $0.value.use.contains(.activation) }
      guard let last = bindings.max(by: { $0.origin.isBefore($1.origin) }) else { return nil }
      let uses = context.crossProjectUses(of: last.value.key)
      guard
        let shortage = shortage(
          of: context.keys[index].value, ActivationNeed(ofKey: index, uses, context))
      else { return nil }
      return Finding(
        last, at: ["key"], shortage.summary, "Key `\(last.value.key)`: \(shortage.detail)",
        severity: shortage.severity, related: context.addends(ofKey: index))
    }
  }

  /// Whether the rule has something to say of a key of this project.
  static func isOverdrawn(_ entry: Entry<ProductKey>, _ index: Int, _ context: LintContext) -> Bool
  {
    check(entry, index, context) != nil
  }

  private struct Shortage {
    let field: String
    let summary: String
    let detail: String
    let severity: Severity?
  }

  private static func shortage(of key: ProductKey, _ need: ActivationNeed) -> Shortage? {
    guard key.state == .active, key.keyKind?.isCounted ?? false else { return nil }
    switch key.quantity {
    case .unlimited, .misstated: return nil
    case .count(let quantity) where need.machines > quantity:
      return Shortage(
        field: "quantity", summary: "more machines are bound than the key may activate",
        detail: """
          \(need.sentence) The key grants \(quantity): \(need.machines - quantity) too few. \
          \(metadata.advice)
          """, severity: nil)
    case .count, nil: break
    }
    guard let remaining = key.remaining?.count else { return nil }
    let isAlone = key.quantity == nil && need.activated == 0
    // Where some bindings say how far they are and others do not, the rest is not known.
    guard need.isActivatedKnown || isAlone, need.open > remaining else { return nil }
    return Shortage(
      field: "remaining", summary: "more machines are left to activate than activations remain",
      detail: """
        \(need.sentence) \
        \(need.isActivatedKnown ? "\(need.activated) are activated, \(need.open) are left" : "How many are activated is not recorded (`activated` of the bindings)"); \
        the key has \(remaining) left. \(metadata.advice)
        """,
      severity: need.isActivatedKnown ? nil : .warning)
  }
}
