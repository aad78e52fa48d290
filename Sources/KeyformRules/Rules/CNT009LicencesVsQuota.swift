internal import KeyformCore

enum CNT009LicencesVsQuota: Rule {
  static let metadata = RuleMetadata(
    id: "CNT009", name: "licences-vs-quota", severity: .info,
    what: """
      Where `licences` are recorded, a MAK neither grants nor is bound for more machines than that.
      """,
    why: """
      Microsoft derives a MAK's limit from the licences bought, with a margin: activations beyond \
      them work, and no licence stands behind them. Neither number proves the right to use.
      """,
    fix: """
      Compare with the agreement: buy what is missing, correct `licences`, or keep the margin for \
      reinstallations alone.
      """,
    source: "Microsoft: plan for volume activation")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.licences])]

  private static let check: RuleCheck.One<ProductKey> = { entry, index, context in
    let key = entry.value
    guard let licences = key.licences, key.isMAK, key.state.isInUse else { return nil }
    let uses = context.crossProjectUses(of: KeyReference(name: entry.name))
    let need = ActivationNeed(ofKey: index, uses, context)
    if need.machines > licences {
      return Finding(
        entry, at: ["licences"], "more machines are bound than licences are owned",
        "\(need.sentence) \(counted(licences, "licence")) \(licences == 1 ? "is" : "are") recorded. "
          + metadata.advice, related: context.addends(ofKey: index))
    }
    guard case .count(let quantity) = key.quantity, quantity > licences else { return nil }
    return Finding(
      entry, at: ["licences"], "the key grants more activations than licences are owned",
      """
      It grants \(quantity), and \(counted(licences, "licence")) \(licences == 1 ? "is" : "are") \
      recorded. \(metadata.advice)
      """)
  }
}
