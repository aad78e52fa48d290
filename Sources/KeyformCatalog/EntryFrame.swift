internal import KeyformCore
internal import KeyformYAML

/// What all entries share while they are read: the id, the place, source and date, and the
/// report of what is missing.
struct EntryFrame {
  let id: String
  let mark: Mark
  let reader: CatalogReader
  var source: String?
  var date: CalendarDate?
  /// Problems before the entry: where one of its fields was refused, it is not missing as well.
  private let problemsBefore: Int

  init(_ id: String, at mark: Mark, from reader: CatalogReader) {
    self.id = id
    self.mark = mark
    self.reader = reader
    problemsBefore = reader.problems.count
  }

  /// The value, or a report that the field is missing.
  func require<Value>(_ value: Value?, _ field: String) -> Value? {
    if value == nil, reader.problems.count == problemsBefore {
      reader.report(
        .missingField, "`\(id)` has no `\(field)`", "Add the field `\(field)`.", at: mark)
    }
    return value
  }

  /// Source and date, which every entry has.
  func provenance() -> Provenance? {
    guard let source = require(source, "source"), let date = require(date, "date") else {
      return nil
    }
    return Provenance(source: source, date: date)
  }
}
