internal import KeyformCore

enum USE010AVMA2025: Rule {
  static let metadata = RuleMetadata(
    id: "USE010", name: "avma-2025", severity: .info,
    what: """
      The value of an avma key that the catalogue knows at second hand alone (guests of Windows \
      Server 2025) is written out in the entry by somebody who has compared it.
      """,
    why: """
      Microsoft publishes these keys, but the catalogue has them from others who quote the page. \
      The checksum fits; a key for another edition would be refused all the same (0xC004F050).
      """,
    fix: """
      Compare the value with Microsoft's page on Automatic Virtual Machine Activation (`keyform \
      catalog show` prints ours) and write it as `value`.
      """,
    source: "Microsoft: Automatic Virtual Machine Activation in Windows Server, read second-hand")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.filledGuestKey])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    guard let value = entry.value.publicValue, let known = context.catalog.publicKey(value),
      known.rows.contains(where: \.isSecondHand)
    else { return nil }
    return Finding(
      entry, at: ["kind"], "the catalogue knows this key at second hand", metadata.advice)
  }
}
