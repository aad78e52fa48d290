internal import KeyformCore

/// `sources:` — where entries come from.
enum SourcesSection {
  private enum Field: String, CaseIterable { case title, cite, date, note }
  private static let table = FieldTable(Field.self)

  static func read(_ reader: CatalogReader, into draft: inout CatalogDraft) {
    reader.entries { id, mark in
      let frame = EntryFrame(id, at: mark, from: reader)
      var title: String?
      var cite: String?
      var date: CalendarDate?
      var note: String?
      reader.fields(table) { field in
        switch field {
        case .title: title = reader.text()
        case .cite: cite = reader.text()
        case .date: date = reader.date()
        case .note: note = reader.text()
        }
      }
      guard let title = frame.require(title, "title"), let cite = frame.require(cite, "cite"),
        let date = frame.require(date, "date")
      else { return }
      let source = CatalogSource(id: id, title: title, cite: cite, date: date, note: note)
      draft.put(source, id: id, into: \.sources, at: mark, from: reader)
    }
  }
}
