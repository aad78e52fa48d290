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
