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
