internal import KeyformCore

enum KEY005Era: Rule {
  static let metadata = RuleMetadata(
    id: "KEY005", name: "era", severity: .warning,
    what: """
      Keys of Windows 8, Server 2012, Office 2016 and later hold an N; those of Windows 7, Server \
      2008 R2 and earlier do not. For secret keys this is advice, given once.
      """,
    why: """
      A contradiction means that the key is filed under the wrong product. A key without N cannot \
      be checked for typing errors.
      """,
    fix: "Correct `products` or `value`; compare secret keys without N with their source.",
    source: "measured on 134 published keys: 109 with N, 25 without")

  static let checks: [RuleCheck] = [
    .key(one(checkPublic), onlyIf: [.ownValue]), .repository(checkSecrets),
  ]

  private static let namesShown = 5

  private static let checkPublic: RuleCheck.One<ProductKey> = { entry, index, context in
    let key = entry.value
    // What the catalogue fills in agrees with it; what it does not know is rule KIND002's.
    guard !key.isSecret, let value = key.publicValue, entry.flaws?.valueIsWritten == true,
      context.catalog.publicKey(value) != nil
    else { return nil }
    let hasMarker = context.values.markers[index].count > 0
    guard context.allProducts(of: key, { $0.usesMarker != hasMarker }) else { return nil }
    return Finding(
      entry, at: ["value"],
      hasMarker ? "the key is newer than its product" : "the key is older than its product",
      """
      Keys for \(key.products.listed) \(hasMarker ? "hold no N" : "hold an N"), and this one \
      \(hasMarker ? "does" : "does not"): Windows will refuse it (0xC004F069). Correct `products`, \
      or the value.
      """)
  }

  /// One piece of advice for the whole repository: it would stand at every old key otherwise.
  private static func checkSecrets(_ context: LintContext) -> [Finding] {
    let entries = context.inventory.keys.entries
    let unmarked = entries.indices.filter { index in
      context.values.markers[index].count == 0 && entries[index].value.isSecret
    }
    guard let first = unmarked.min(by: { entries[$0].origin.isBefore(entries[$1].origin) }) else {
      return []
    }
    let unexpected = unmarked.filter { context.allProducts(of: entries[$0].value, \.usesMarker) }
    var detail = """
      Keys without N cannot be checked for typing errors: compare them with their source before a \
      rollout.
      """
    if !unexpected.isEmpty {
      let names = unexpected.prefix(namesShown).map { entries[$0].name }.joined(separator: ", ")
      let more = unexpected.count > namesShown ? ", …" : ""
      let which =
        switch (unexpected.count, unmarked.count) {
        case (1, 1): "It belongs to a product"
        case let (count, all) where count == all: "All belong to products"
        case (1, _): "Of these, 1 belongs to a product"
        case let (count, _): "Of these, \(count) belong to products"
        }
      detail += """
         \(which) whose keys hold one, so value or product may be wrong: \(names)\(more).
        """
    }
    return [
      Finding(
        entries[first],
        "\(counted(unmarked.count, "secret key")) \(unmarked.count == 1 ? "has" : "have") no N",
        detail, severity: .info)
    ]
  }
}
