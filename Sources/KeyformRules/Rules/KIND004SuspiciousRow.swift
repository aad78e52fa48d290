internal import KeyformCore

enum KIND004SuspiciousRow: Rule {
  static let metadata = RuleMetadata(
    id: "KIND004", name: "suspicious-row", severity: .warning,
    what: """
      The four keys that Microsoft's table has under Windows Server 2012 without edition, N, Single \
      Language and Country Specific are used for no server.
      """,
    why: """
      Windows Server 2012 has no such editions, and other public lists carry these keys as editions \
      of Windows 8: a server refuses them (0xC004F050).
      """,
    fix: """
      Name the edition that is installed (`windows-server-2012/standard` or `/datacenter`) and leave \
      `value` out, so that the catalogue fills in that edition's key.
      """,
    source: "Microsoft: KMS client activation and product keys, versions of 2023 to 2025 compared")

  static let checks: [RuleCheck] = [.key(one(check), onlyIf: [.suspiciousProduct, .ownValue])]

  private static func check(_ entry: Entry<ProductKey>, _ context: LintContext) -> Finding? {
    let products = entry.value.products
    if let product = products.first(where: { context.traits(of: $0)?.isSuspicious == true }) {
      return finding(entry, "products", "Filed under \(product.text).")
    }
    guard let value = entry.value.publicValue, let known = context.catalog.publicKey(value),
      known.rows.allSatisfy(\.isSuspicious),
      products.contains(where: { context.traits(of: $0)?.family == .server })
    else { return nil }
    return finding(entry, "value", "The value is that of \(known.rows.map(\.product).listed).")
  }

  private static func finding(
    _ entry: Entry<ProductKey>, _ field: String, _ what: String
  ) -> Finding {
    Finding(
      entry, at: [field], "this row of the key table looks mislabelled",
      "\(what) \(metadata.advice)")
  }
}
