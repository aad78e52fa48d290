internal import KeyformCore
internal import KeyformYAML

extension FieldCursor {
  /// Calls `body` with the index of each element of a list, standing on the element. An empty or
  /// misshapen list is a problem.
  func list(_ field: String, _ body: (Int) -> Void) {
    guard current == .sequenceStart else {
      report(
        .wrongType, "`\(field)` must be a list", "Write [a, b], or one `- a` line each.")
      skip()
      return
    }
    let start = reader.mark
    var count = 0
    while true {
      switch advance() {
      case .sequenceEnd, .end, .mappingEnd:
        if count == 0 {
          report(
            .wrongType, at: start, "`\(field)` is an empty list",
            "Name at least one element, or leave the field out.")
        }
        return
      case .scalar where reader.isAlias: break
      case .scalar where reader.isAbsent:
        report(.wrongType, "an element of `\(field)` is empty", "Remove it, or write its value.")
      case .scalar, .mappingStart, .sequenceStart:
        body(count)
      }
      count += 1
    }
  }

  /// A list, or one element that stands for a list of one.
  func oneOrList(_ field: String, _ body: (Int) -> Void) {
    if isScalar { body(0) } else { list(field, body) }
  }

  /// A list of texts.
  func texts(_ field: String) -> [String] { texts(field) { _ in text(field) } }

  /// A list of texts, each as `read` takes it from its index.
  func texts(_ field: String, _ read: (Int) -> String?) -> [String] {
    var texts: [String] = []
    list(field) { index in
      if let text = read(index) { texts.append(text) }
    }
    return texts
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

  /// What an absent value in a mapping of free names means.
  enum AbsentValue { case leftOut, problem }

  /// A mapping of free names to values. `body` stands on the value of `name`.
  func map(
    _ field: String, absent: AbsentValue = .problem,
    _ body: (_ name: String, _ mark: Mark) -> Void
  ) {
    guard enterMapping("`\(field)`") else { return }
    var names = Set<String>()
    while advanceToScalar() {
      let name = reader.text
      let mark = reader.mark
      advance()
      guard names.insert(name).inserted else {
        report(
          .duplicateKey, at: mark, "`\(name)` is written twice",
          "Keep one of the two: YAML readers do not agree which of them counts.")
        skip()
        continue
      }
      if isAbsent {
        if absent == .problem, !reader.isAlias {
          report(
            .missingField, at: mark, "`\(name)` in `\(field)` has no value",
            "Write its value, or remove the line.")
        }
        continue
      }
      body(name, mark)
    }
  }
}
