package import KeyformYAML

extension FieldCursor {
  /// Calls `body` with the index of each element of a list, standing on the element. A misshapen
  /// list is a problem, and an empty one unless `mayBeEmpty`.
  package func list(_ field: String, mayBeEmpty: Bool = false, _ body: (Int) -> Void) {
    guard current == .sequenceStart else {
      report(.wrongType, "`\(field)` must be a list", "Write [a, b], or one `- a` line each.")
      skip()
      return
    }
    let start = reader.mark
    var count = 0
    while true {
      switch advance() {
      case .sequenceEnd, .end, .mappingEnd:
        if count == 0, !mayBeEmpty {
          report(
            .wrongType, at: start, "`\(field)` is an empty list",
            "Name at least one element, or leave the field out.")
        }
        return
      case .scalar where reader.isAlias: break
      case .scalar where reader.isAbsent:
        report(.wrongType, "an element of `\(field)` is empty", "Remove it, or write its value.")
      case .scalar, .mappingStart, .sequenceStart: body(count)
      }
      count += 1
    }
  }

  /// A list, or one element that stands for a list of one.
  package func oneOrList(_ field: String, _ body: (Int) -> Void) {
    if isScalar { body(0) } else { list(field, body) }
  }

  /// A list of texts.
  package func texts(_ field: String) -> [String] { texts(field) { _ in text(field) } }

  /// A list of texts, each as `read` takes it from its index.
  package func texts(_ field: String, _ read: (Int) -> String?) -> [String] {
    var texts: [String] = []
    list(field) { index in
      if let text = read(index) { texts.append(text) }
    }
    return texts
  }

  /// What an absent value in a mapping of free names means.
  package enum AbsentValue { case leftOut, problem }

  /// A mapping of free names to values. `body` stands on the value of `name`.
  package func map(
    _ field: String, absent: AbsentValue = .problem,
    _ body: (_ name: String, _ mark: YAMLPosition) -> Void
  ) {
    var names = Set<String>()
    entries("`\(field)`") { name, mark in
      guard names.insert(name).inserted else {
        report(
          .duplicateKey, at: mark, "`\(name)` is written twice",
          "Keep one of the two: YAML readers do not agree which of them counts.")
        skip()
        return
      }
      guard isAbsent else {
        body(name, mark)
        return
      }
      if absent == .problem, !reader.isAlias {
        report(
          .missingField, at: mark, "`\(name)` in `\(field)` has no value",
          "Write its value, or remove the line.")
      }
    }
  }

  /// Calls `body` for each name of a mapping, standing on its value.
  package func entries(_ what: String, _ body: (_ name: String, _ mark: YAMLPosition) -> Void) {
    guard enterMapping(what) else { return }
    while advanceToScalar() {
      let name = reader.text
      let mark = reader.mark
      advance()
      body(name, mark)
    }
  }
}
