/// A key that Microsoft publishes, with every row of the table it stands in.
package struct PublicKey: Hashable, Sendable {
  package let value: KeyMaterial
  /// Only public kinds.
  package let kind: KeyKind
  package internal(set) var rows: [Row]

  /// One line of the published table.
  package struct Row: Hashable, Sendable {
    /// The edition, or the product where the table names no edition.
    package internal(set) var product: ProductID
    /// The releases of the product that the key is for; empty: all.
    package let releases: [String]
    /// Further products that the row names in its text, with their release.
    package internal(set) var also: [ProductID]
    /// Nil where the table has no such column (AVMA).
    package let channel: String?
    /// As in the table.
    package let versions: String
    package let builds: String?
    /// Where the row stands in the German edition of the page: `row`, `example`; nil: nowhere.
    package let inGermanSeed: String?
    /// Whether the row looks mislabelled (rule KIND004).
    package let isSuspicious: Bool
    /// How sure the value is, where that was noted.
    package let confidence: String?
    package let note: String?
    package let provenance: Provenance

    package init(
      product: ProductID, releases: [String], also: [ProductID], channel: String?,
      versions: String, builds: String?, inGermanSeed: String?, isSuspicious: Bool,
      confidence: String?, note: String?, provenance: Provenance
    ) {
      self.product = product
      self.releases = releases
      self.also = also
      self.channel = channel
      self.versions = versions
      self.builds = builds
      self.inGermanSeed = inGermanSeed
      self.isSuspicious = isSuspicious
      self.confidence = confidence
      self.note = note
      self.provenance = provenance
    }
  }

  package init(value: KeyMaterial, kind: KeyKind, rows: [Row]) {
    self.value = value
    self.kind = kind
    self.rows = rows
  }

  /// Whether a row is for the product and release. Without a release, one row for any release of
  /// the product is enough. A release behind the id's `@` counts where `release` is nil.
  package func covers(_ product: ProductID, release: String? = nil) -> Bool {
    rows.contains { $0.covers(product, release: release) }
  }
}

extension PublicKey.Row {
  /// Whether the value was read where others quote the page, and not on it (rule USE010).
  package var isSecondHand: Bool { confidence?.hasPrefix("second-hand") ?? false }

  /// As ``PublicKey/covers(_:release:)``, for this row alone.
  package func covers(_ wanted: ProductID, release: String? = nil) -> Bool {
    let release = release ?? wanted.release
    if Self.isSame(product, wanted) {
      guard let release, !releases.isEmpty else { return true }
      return releases.contains(release)
    }
    return also.contains { other in
      guard Self.isSame(other, wanted) else { return false }
      guard let release, let named = other.release else { return true }
      return named == release
    }
  }

  /// By slot where both have one: no text is made.
  private static func isSame(_ left: ProductID, _ right: ProductID) -> Bool {
    if left.slot >= 0 && right.slot >= 0 { return left.slot == right.slot }
    return left.text.prefix { $0 != "@" } == right.text.prefix { $0 != "@" }
  }
}
