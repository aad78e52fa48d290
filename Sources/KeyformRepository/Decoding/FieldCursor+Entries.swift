internal import KeyformCatalog
internal import KeyformCore
internal import KeyformYAML

// What the fields of entries share beyond scalars, lists and maps.
extension FieldCursor {
  func nextField(_ list: FieldList, seen: inout UInt64, of what: @autoclosure () -> String) -> Int?
  {
    nextField(list.known, seen: &seen, of: what())
  }

  /// A list of uses; nil where none could be read.
  func use(_ field: String) -> KeyUse? {
    var use: KeyUse = []
    list(field) { _ in
      guard let word = text(field) else { return }
      if let part = KeyUse(word: word) {
        use.insert(part)
      } else {
        reportUnknownWord(word, field, KeyUse.words)
      }
    }
    return use.isEmpty ? nil : use
  }

  /// `{count, asOf}`.
  func observation(_ field: String) -> Observation? {
    guard enterMapping("`\(field)`") else { return nil }
    let mark = reader.mark
    var seen: UInt64 = 0
    var count: Int?
    var asOf: CalendarDate?
    let before = problems.count
    while let index = nextField(ObservationField.list, seen: &seen, of: "an observation"),
      let part = ObservationField(rawValue: index)
    {
      switch part {
      case .count: count = self.count("count")
      case .asOf: asOf = date("asOf")
      }
    }
    // A date that is none is told once, and not as a missing one too.
    if let count, problems.count == before { return Observation(count: count, asOf: asOf) }
    if seen & 1 == 0, !misspelt.contains("count") {
      report(
        .missingField, at: mark, "`\(field)` lacks `count`",
        "Write {count: 412, asOf: 2026-11-01}.")
    }
    return nil
  }
}
