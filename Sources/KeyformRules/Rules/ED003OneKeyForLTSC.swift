internal import KeyformCore

enum ED003OneKeyForLTSC: Rule {
  static let metadata = RuleMetadata(
    id: "ED003", name: "ltsc-shared", severity: .info,
    what: """
      Where long-term releases share a key, medium and `build` leave no doubt which of them is \
      installed: LTSC 2019, 2021 and 2024 have one key, LTSB 2015 and 2016 have their own, IoT \
      Enterprise LTSC has another.
      """,
    why: """
      The key fits each of them, so neither Setup nor activation shows a mix-up, and support ends \
      years apart.
      """,
    fix: "Correct `os` or `build`, or keep one of these releases in `image`.",
    source: "Microsoft: KMS client activation and product keys")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.longTerm])]

  private static func check(_ entry: Entry<Deployment>, _ context: LintContext) -> Finding? {
    guard let os = entry.value.os, let traits = context.traits(of: os), traits.isLongTerm else {
      return nil
    }
    let others = sharing(os, context)
    func text(_ other: ProductID, _ what: String) -> String {
      "`os` is \(named(os, context)), \(what) \(named(other, context)). \(metadata.advice)"
    }
    if let other = entry.value.image.first(where: { own in
      others.contains { $0.slot == own.slot }
    }) {
      return Finding(
        entry, at: ["image"], "the key does not tell the releases in the medium apart",
        text(other, "and the medium has"))
    }
    guard let written = entry.value.build, let build = BuildNumber(written),
      !context.support.rows(os).contains(where: { $0.build == build.release }),
      let other = others.first(where: { other in
        context.support.rows(other).contains { $0.build == build.release }
      })
    else { return nil }
    return Finding(
      entry, at: ["build"], "the build is that of another release with the same key",
      text(other, "and build \(written) is"))
  }

  /// Editions of other long-term products that have the same public key.
  private static func sharing(_ os: ProductID, _ context: LintContext) -> [ProductID] {
    let own = context.traits(of: os)?.product
    return context.catalog.publicKeys(kind: .gvlk, product: os).flatMap { key in
      key.rows.flatMap { [$0.product] + $0.also }
    }.filter { context.traits(of: $0).map { $0.product != own && $0.isLongTerm } ?? false }
  }

  private static func named(_ id: ProductID, _ context: LintContext) -> String {
    let end = context.support.row(id, release: nil).map { " (supported to \($0.end))" }
    return context.catalog.name(of: id) + (end ?? "")
  }
}
