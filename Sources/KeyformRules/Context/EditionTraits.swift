internal import KeyformCore

/// What rules ask of an edition at every entry, without any text: catalogue entries hold a dozen
/// strings, and copying one costs more than the rest of a check.
struct EditionTraits: Sendable {
  let family: ProductFamily
  /// Index into the catalogue's products.
  let product: Int32
  let usesMarker: Bool
  let hasVolumeKeys: Bool
  /// Of any release.
  let architectures: ArchitectureSet
  /// Whether some exist only from a release on.
  let hasLaterArchitectures: Bool
  /// The only market that the edition is for; nil: all.
  let market: EditionMarket?
  /// A client release with long-term servicing (LTSC, LTSB).
  let isLongTerm: Bool
  /// Whether it stands in rows of the key table that look mislabelled (rule KIND004).
  let isSuspicious: Bool

  /// Of every edition, by slot.
  static func table(_ catalog: ReferenceCatalog) -> [EditionTraits] {
    var suspicious = Set<Int32>()
    for key in catalog.publicKeys {
      for row in key.rows where row.isSuspicious { suspicious.insert(row.product.slot) }
    }
    return catalog.editions.map { context in
      let product = catalog.products[Int(context.productIndex)]
      return EditionTraits(
        family: context.family, product: context.productIndex, usesMarker: context.usesMarker,
        hasVolumeKeys: context.hasVolumeKeys,
        architectures: ArchitectureSet(context.architectures ?? product.architectures),
        hasLaterArchitectures: context.architectures == nil && !product.architecturesFrom.isEmpty,
        market: context.family == .client ? EditionMarket(editionName: context.name) : nil,
        isLongTerm: context.family == .client
          && (product.channel == "LTSC" || product.channel == "LTSB"),
        isSuspicious: suspicious.contains(context.id.slot))
    }
  }
}

/// A set of architectures in one byte.
struct ArchitectureSet: OptionSet, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ architecture: Architecture) {
    switch architecture {
    case .amd64: rawValue = 1
    case .arm64: rawValue = 2
    case .ia64: rawValue = 4
    case .x86: rawValue = 8
    }
  }

  init(_ architectures: some Sequence<Architecture>) {
    self = architectures.reduce(into: []) { $0.formUnion(ArchitectureSet($1)) }
  }

  func contains(_ architecture: Architecture) -> Bool {
    contains(ArchitectureSet(architecture))
  }
}

/// The market that a client edition is made for, as Microsoft's names of editions tell: a word of
/// its own, such as the `N` of `Enterprise N LTSC`.
///
/// Source: rule ED004.
enum EditionMarket: Sendable {
  /// One government.
  case government
  /// Europe: without media programs.
  case europe
  /// Korea.
  case korea

  /// Nil where the edition is for every market.
  init?(editionName name: String) {
    let words = name.split(separator: " ")
    if words.contains("G") {
      self = .government
    } else if words.contains("KN") {
      self = .korea
    } else if words.contains("N") {
      self = .europe
    } else {
      return nil
    }
  }
}

extension EditionMarket {
  /// The line of editions that changes by key stay within; nil: the ordinary one.
  static func line(of market: EditionMarket?) -> String? {
    switch market {
    case .europe: "N"
    case .korea: "KN"
    case .government, nil: nil
    }
  }
}
