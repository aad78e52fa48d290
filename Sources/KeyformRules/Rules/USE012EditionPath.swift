internal import KeyformCore

enum USE012EditionPath: Rule {
  static let metadata = RuleMetadata(
    id: "USE012", name: "edition-path", severity: .error,
    what: """
      A change of edition by key, `from.edition` to `os`, is one that Windows supports: N stays N, \
      long-term servicing (LTSC, LTSB) is neither left nor entered but for IoT of the same release, \
      nothing goes down to Home, and no key changes the release. A deployment that binds a key for \
      installation is installed again and changes nothing by key.
      """,
    why: "Windows refuses the key (0xC004F050, 0x80070490), and the machines keep what they have.",
    fix: """
      Choose a supported change (`editionChanges` of the catalogue), or install the machines again: \
      bind a key for installation as well.
      """,
    source: "Microsoft: Windows edition upgrade paths")

  static let checks: [RuleCheck] = [.deployment(one(check), onlyIf: [.formerEdition])]

  private static let check: RuleCheck.One<Deployment> = { entry, index, context in
    guard let os = entry.value.os, let former = entry.value.fromEdition, os.slot >= 0,
      former.slot >= 0, former.slot != os.slot, isByKey(entry.value, at: index, context),
      context.catalog.editionChange(from: former, to: os) == nil,
      let reason = EditionObstacle.reason(from: former, to: os, context)
    else { return nil }
    let catalog = context.catalog
    return Finding(
      entry, at: ["from", "edition"], "no key makes this change of edition",
      """
      From \(catalog.name(of: former)) to \(catalog.name(of: os)): \(reason) \(metadata.why) \
      \(targets(of: former, context))Install the machines again (bind a key for installation as \
      well), or correct `from` or `os`.
      """)
  }

  /// Whether a key of the new edition is bound for activation, and none for installation.
  private static func isByKey(
    _ deployment: Deployment, at index: Int, _ context: LintContext
  ) -> Bool {
    var activates = false
    for binding in context.bindingsOfDeployment[index] {
      guard let key = context.key(ofBinding: Int(binding))?.value, key.state == .active else {
        continue
      }
      let use = context.binding(binding).value.use
      // What Setup installs by is a key of an edition in the medium.
      if use.contains(.installation) { return false }
      guard let os = deployment.os, ProductMatch.fits(key.products, os, release: deployment.release)
      else { continue }
      activates = true
    }
    return activates
  }

  /// What the former edition can become by key.
  private static func targets(of former: ProductID, _ context: LintContext) -> String {
    let targets = context.catalog.editionChanges.filter { $0.from.slot == former.slot }
      .map(\.to.text)
    return targets.isEmpty
      ? "" : "By key the former edition becomes \(targets.joined(separator: ", ")). "
  }
}

/// Why an edition does not become another by key, as a sentence.
///
/// Source: `edition-upgrades` of catalog/sources.yaml. The table is that of Windows 10 and 11
/// with their long-term releases; of changes within another product it says nothing.
private enum EditionObstacle {
  /// Nil where the table says nothing. The change is none that the catalogue has.
  static func reason(from former: ProductID, to os: ProductID, _ context: LintContext) -> String? {
    guard let old = context.traits(of: former), let new = context.traits(of: os) else { return nil }
    if old.isLongTerm || new.isLongTerm {
      guard old.product == new.product else {
        return old.isLongTerm && new.isLongTerm
          ? "between long-term releases a key leads to IoT of the same release alone."
          : "long-term servicing is neither entered nor left by key."
      }
    } else if old.product != new.product {
      return "a key changes the edition and never the product or its release."
    }
    if EditionMarket.line(of: old.market) != EditionMarket.line(of: new.market) {
      return "editions N and KN are lines of their own, and no key leads from one into another."
    }
    guard old.isLongTerm || isInTable(old.product, context) else { return nil }
    if context.catalog.facts(of: os).map(isHome) == true {
      return "nothing goes down to Home by key."
    }
    return "Windows does not support this change."
  }

  /// Whether the table speaks of the product.
  private static func isInTable(_ product: Int32, _ context: LintContext) -> Bool {
    context.catalog.editionChanges.contains { context.traits(of: $0.from)?.product == product }
  }

  /// By the id that Windows itself has for Home: Core and its variants.
  private static func isHome(_ edition: EditionFacts) -> Bool {
    edition.editionID?.hasPrefix("Core") ?? false
  }
}
