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

/// Where entries of the catalogue come from.
package struct CatalogSource: Hashable, Sendable {
  package let id: String
  package let title: String
  /// The page, file or citation.
  package let cite: String
  /// The date of the page, or the day it was read.
  package let date: CalendarDate
  package let note: String?

  package init(id: String, title: String, cite: String, date: CalendarDate, note: String?) {
    self.id = id
    self.title = title
    self.cite = cite
    self.date = date
    self.note = note
  }
}

/// What every entry of the catalogue says of its origin: the id of a source, and a date.
package struct Provenance: Hashable, Sendable {
  package let source: String
  package let date: CalendarDate

  package init(source: String, date: CalendarDate) {
    self.source = source
    self.date = date
  }
}
