/// The tables of a catalogue as they stand in its files, before anything is indexed.
package struct CatalogContents: Sendable {
  /// Such as `2026-11`.
  package var edition = ""
  package var date = CalendarDate(days: 0)
  /// SHA-256 over the files' bytes in the order of their paths, in hex.
  package var digest = ""
  package var sources: [CatalogSource] = []
  package var products: [CatalogProduct] = []
  /// Sorted by value.
  package var publicKeys: [PublicKey] = []
  package var lifecycles: [SupportDates] = []
  package var hostCoverage: [HostCoverage] = []
  package var hostUpdates: [HostUpdate] = []
  package var officeHosts: [OfficeHost] = []
  package var editionChanges: [EditionChange] = []
  package var extendedUpdates: [ExtendedUpdates] = []
  package var errors: [ActivationError] = []
  package var thresholds: ActivationThresholds?

  package init() {}
}
