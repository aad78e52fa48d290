internal import KeyformCore

/// Why an edition does not become another by key, as a sentence.
///
/// Source: `edition-upgrades` of catalog/sources.yaml. The table is that of Windows 10 and 11
/// with their long-term releases; of changes within another product it says nothing.
enum EditionObstacle {
  /// Nil where the table says nothing. The change is none that the catalogue has.
  static func reason(from former: ProductID, to os: ProductID, _ facts: LintContext) -> String? {
    guard let old = facts.traits(of: former), let new = facts.traits(of: os) else { return nil }
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
    guard old.isLongTerm || isInTable(old.product, facts) else { return nil }
    if facts.catalog.facts(of: os).map(isHome) == true {
      return "nothing goes down to Home by key."
    }
    return "Windows does not support this change."
  }

  /// Whether the table speaks of the product.
  private static func isInTable(_ product: Int32, _ facts: LintContext) -> Bool {
    facts.catalog.editionChanges.contains { facts.traits(of: $0.from)?.product == product }
  }

  /// By the id that Windows itself has for Home: Core and its variants.
  private static func isHome(_ edition: EditionFacts) -> Bool {
    edition.editionID?.hasPrefix("Core") ?? false
  }
}
