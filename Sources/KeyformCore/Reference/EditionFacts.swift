/// What the catalogue knows of one edition of a product.
package struct EditionFacts: Hashable, Sendable {
  /// `windows-11/enterprise`, with the slot that leads back here.
  package internal(set) var id: ProductID
  /// The part of the id behind the slash.
  package let slug: String
  /// Microsoft's English name of the edition, without the product's.
  package let name: String
  /// Windows' own EditionID, such as `EnterpriseS`; nil for Office and where it is not known.
  package let editionID: String?
  /// The support-date group, where the editions of the product have different dates.
  package let supportGroup: String?
  /// Other names within the product, such as `Professional` or `Rechenzentrum`.
  package let aliases: [String]
  /// Whole names that stand for the edition without a product before them, such as
  /// `Windows 10 Enterprise 2016 LTSB`. Several releases may share one.
  package let captions: [String]
  /// Whether keys of volume kinds exist for it (rule KIND007).
  package let hasVolumeKeys: Bool
  /// Where the edition differs from its product, sorted; nil: as the product.
  package let architectures: [Architecture]?
  /// Of a year of Extended Security Updates: the id that activation has to name.
  package let activationID: String?
  /// Of a year of Extended Security Updates: its last day.
  package let ends: CalendarDate?
  package let note: String?
  /// Nil: the product's.
  package let source: String?
  package internal(set) var family = ProductFamily.client
  /// As the product (rule KEY005).
  package internal(set) var usesMarker = true
  /// Index into the catalogue's products.
  package internal(set) var productIndex: Int32 = -1

  package init(
    product: String, slug: String, name: String, editionID: String?, supportGroup: String?,
    aliases: [String], captions: [String], hasVolumeKeys: Bool, architectures: [Architecture]?,
    activationID: String?,
    ends: CalendarDate?, note: String?, source: String?
  ) {
    id = ProductID(product + "/" + slug)
    self.slug = slug
    self.name = name
    self.editionID = editionID
    self.supportGroup = supportGroup
    self.aliases = aliases
    self.captions = captions
    self.hasVolumeKeys = hasVolumeKeys
    self.architectures = architectures
    self.activationID = activationID
    self.ends = ends
    self.note = note
    self.source = source
  }
}

/// A change of edition by key that Windows supports. What is not in the catalogue is not supported.
///
/// Source: Windows edition upgrade paths (`edition-upgrades` of catalog/sources.yaml).
package struct EditionChange: Hashable, Sendable {
  package let id: String
  package internal(set) var from: ProductID
  package internal(set) var to: ProductID
  package let direction: Direction
  package let needsRestart: Bool
  /// Only by hand at the machine: management tools do not offer it.
  package let isByHand: Bool
  /// The build that the machine must have before the key is installed (rule USE013).
  package let minimumBuild: String?
  package let provenance: Provenance

  package enum Direction: String, Sendable, CaseIterable {
    case up, down
  }

  package init(
    id: String, from: ProductID, to: ProductID, direction: Direction, needsRestart: Bool,
    isByHand: Bool, minimumBuild: String?, provenance: Provenance
  ) {
    self.id = id
    self.from = from
    self.to = to
    self.direction = direction
    self.needsRestart = needsRestart
    self.isByHand = isByHand
    self.minimumBuild = minimumBuild
    self.provenance = provenance
  }
}
