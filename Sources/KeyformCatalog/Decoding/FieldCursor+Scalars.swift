package import KeyformCore
internal import KeyformYAML

// Typed scalars. Each reads the current value; nil means that a problem has been recorded.
extension FieldCursor {
  /// Any scalar, as it is written. `previous` is the field's value in the entry before: most
  /// repeat, and sharing one string saves its memory and its allocation.
  package func text(_ field: String, reusing previous: String = "") -> String? {
    guard isScalar else {
      wrongType(field, "text")
      return nil
    }
    let text = reader.text(reusing: previous)
    // Escapes of quoted scalars alone can write one.
    if !reader.isPlain, text.utf8.contains(0) {
      report(
        .badText, "`\(field)` holds a NUL character",
        "Remove the escape `\\0`: no database keeps such a text.")
      return nil
    }
    return text
  }

  package func count(_ field: String, minimum: Int = 0) -> Int? {
    guard isScalar else {
      wrongType(field, "a number")
      return nil
    }
    guard reader.isPlain, let count = reader.decimal, count >= minimum, count <= Self.maximumCount
    else {
      report(
        .badCount, "`\(field)` is not a count",
        "Write decimal digits without quotes, sign or separators, from \(minimum) to \(Self.maximumCount)."
      )
      return nil
    }
    return count
  }

  /// Fits a 32-bit column of every engine.
  package static var maximumCount: Int { 2_147_483_647 }

  package func date(_ field: String) -> CalendarDate? {
    guard isScalar else {
      wrongType(field, "a date")
      return nil
    }
    guard let date = CalendarDate(reader.text) else {
      report(.badDate, "`\(field)` is not a date", "Write a day that exists as YYYY-MM-DD.")
      return nil
    }
    return date
  }

  package func flag(_ field: String) -> Bool? {
    guard isScalar else {
      wrongType(field, "true or false")
      return nil
    }
    switch reader.isPlain ? reader.text : "" {
    case "true": return true
    case "false": return false
    default:
      report(.wrongType, "`\(field)` is neither true nor false", "Write true or false, unquoted.")
      return nil
    }
  }

  /// Hands a word to `take`, which answers whether it knows the word; `words` are all that it does.
  package func word(_ field: String, _ words: [String], _ take: (String) -> Bool) {
    guard isScalar else { return wrongType(field, "a word") }
    let text = reader.text
    if !take(text) { reportUnknownWord(text, field, words) }
  }

  package func reportUnknownWord(_ text: String, _ field: String, _ words: [String]) {
    let near = SpellingSuggestion.question(text, in: words)
    report(
      .unknownWord, "`\(field)` cannot be `\(text)`\(near)",
      "It is one of \(words.joined(separator: ", ")).")
  }

  package func wrongType(_ field: String, _ expected: String) {
    let found =
      switch current {
      case .mappingStart: "a mapping"
      case .sequenceStart: "a list"
      case .scalar: "a single value"
      case .mappingEnd, .sequenceEnd, .end: "nothing"
      }
    report(
      .wrongType, "`\(field)` must be \(expected), not \(found)",
      "Write \(expected) after the colon.")
    skip()
  }
}
