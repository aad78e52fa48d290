/// Until when a release is supported, for the editions of one support-date group.
package struct SupportDates: Hashable, Sendable {
  /// Such as `windows-11@25H2.enterprise`.
  package let id: String
  package let product: String
  /// Further products with the same dates (Project and Visio follow Office).
  package let products: [String]
  package let release: String
  /// The group's name as in the published tables.
  package let group: String
  package let editions: Editions
  package let channel: String
  package let policy: Policy
  package let build: String
  package let released: CalendarDate
  package let mainstreamEnd: CalendarDate
  /// The last day of support without Extended Security Updates.
  package let extendedEnd: CalendarDate
  /// The last day of Extended Security Updates, where they are sold.
  package let esuEnd: CalendarDate?
  /// Names of dates that still need confirming.
  package let doubtful: [String]
  package let note: String?
  package let provenance: Provenance

  package enum Editions: Hashable, Sendable {
    case all
    /// Those whose ``EditionFacts/supportGroup`` has this name.
    case group(String)
  }

  package enum Policy: String, Sendable, CaseIterable {
    case fixed, modern
  }

  package init(
    id: String, product: String, products: [String], release: String, group: String,
    editions: Editions, channel: String, policy: Policy, build: String, released: CalendarDate,
    mainstreamEnd: CalendarDate, extendedEnd: CalendarDate, esuEnd: CalendarDate?,
    doubtful: [String], note: String?, provenance: Provenance
  ) {
    self.id = id
    self.product = product
    self.products = products
    self.release = release
    self.group = group
    self.editions = editions
    self.channel = channel
    self.policy = policy
    self.build = build
    self.released = released
    self.mainstreamEnd = mainstreamEnd
    self.extendedEnd = extendedEnd
    self.esuEnd = esuEnd
    self.doubtful = doubtful
    self.note = note
    self.provenance = provenance
  }

  /// Whether an edition of one of the products belongs to the group.
  package func includes(_ facts: EditionFacts) -> Bool {
    switch editions {
    case .all: true
    case .group(let name): facts.supportGroup == name
    }
  }
}

/// Extended Security Updates of one product: which release may buy which years.
///
/// Source: `windows-10-esu` of catalog/sources.yaml. Activation id and last day of a year
/// stand in the add-on's editions.
package struct ExtendedUpdates: Hashable, Sendable {
  package let id: String
  /// The product that the updates are for.
  package let product: String
  package let releases: [String]
  package let minimumBuild: String?
  /// The product of the add-on keys.
  package let addon: String
  /// The add-on's editions, first year first.
  package internal(set) var years: [ProductID]
  /// The order of work, as a sentence.
  package let order: String?
  package let note: String?
  package let provenance: Provenance

  package init(
    id: String, product: String, releases: [String], minimumBuild: String?, addon: String,
    years: [ProductID], order: String?, note: String?, provenance: Provenance
  ) {
    self.id = id
    self.product = product
    self.releases = releases
    self.minimumBuild = minimumBuild
    self.addon = addon
    self.years = years
    self.order = order
    self.note = note
    self.provenance = provenance
  }
}
