internal import KeyformCore

enum IDLE003UnusedOverride: Rule {
  static let metadata = RuleMetadata(
    id: "IDLE003", name: "unused-override", severity: .info,
    what: "An entry of the repository's own `catalog/` is about a product that some entry names.",
    why: """
      It replaces what the built-in catalogue says, and nobody looks whether it is still right: the \
      next rollout of that product is judged by it.
      """,
    fix: "Remove it, or correct the product that it names.",
    source: "Keyform, file format: catalog/")

  static let checks: [RuleCheck] = [.repository(check)]

  /// Of more than a few, the first stands for all.
  private static func check(_ context: LintContext) -> [Finding] {
    let inUse = context.ownCatalog.productsInUse
    let unused = context.ownCatalog.overrides.filter { inUse.isDisjoint(with: $0.products) }
    guard let first = unused.first else { return [] }
    if unused.count > FoldedAdvice.limit {
      let names = unused.prefix(FoldedAdvice.limit).map { "`\($0.name)`" }
      return [
        Finding(
          writtenAt: first.origin, "nothing uses \(unused.count) entries of the own catalogue",
          "They are \(names.joined(separator: ", ")), … \(metadata.advice)", severity: .info)
      ]
    }
    return unused.map { override in
      Finding(
        writtenAt: override.origin, "nothing uses this entry of the own catalogue",
        """
        `\(override.name)` (\(override.section)) is about products that no entry names. \
        \(metadata.advice)
        """, severity: .info)
    }
  }
}
