internal import KeyformCore

/// `catalog:` — the edition and its date.
enum HeadSection {
  private enum Field: String, CaseIterable { case edition, date }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.fields(Self.table) { field in
      switch field {
      case .edition: draft.edition = reader.text() ?? draft.edition
      case .date: draft.date = reader.date() ?? draft.date
      }
    }
  }
}
