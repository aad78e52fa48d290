internal import KeyformCatalog
internal import KeyformCore

/// The right spelling of a scalar.
struct ScalarSpelling {
  let subject: FixSubject
  let to: String
  /// Whether it must stand without quotes.
  let isBare: Bool

  init(_ subject: FixSubject, _ to: String, isBare: Bool = false) {
    self.subject = subject
    self.to = to
    self.isBare = isBare
  }

  /// Of a value whose type alone says what it may be; nil where it is right, or not clear.
  init?(_ text: String, isPlain: Bool, _ type: FieldType) {
    switch type {
    case .count(let minimum):
      guard let to = Self.count(text, isPlain: isPlain, minimum) else { return nil }
      self.init(.count, to, isBare: true)
    case .quantity:
      if text != "unlimited", WordSpelling.reading(text, among: ["unlimited"]) != nil {
        self.init(.count, "unlimited")
      } else if let to = Self.count(text, isPlain: isPlain, 1) {
        self.init(.count, to, isBare: true)
      } else {
        return nil
      }
    case .date:
      guard CalendarDate(text) == nil, let day = DateSpelling.reading(text) else { return nil }
      self.init(.date, day.description, isBare: isPlain)
    case .flag:
      guard !isPlain || text != "true" && text != "false", let flag = WordSpelling.flag(text)
      else { return nil }
      self.init(.flag, flag ? "true" : "false", isBare: true)
    case .word(let words):
      guard !words.contains(text), let word = WordSpelling.reading(text, among: words) else {
        return nil
      }
      self.init(.word, word)
    case .text, .pattern, .list, .oneOrList, .fields, .map, .extensible, .either, .orEmpty:
      return nil
    }
  }

  /// A count that is written as the format wants it is left alone, be it too small or too large.
  private static func count(_ text: String, isPlain: Bool, _ minimum: Int) -> String? {
    let isDecimal = !text.isEmpty && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    guard !isPlain || !isDecimal, let count = CountSpelling.reading(text), count >= minimum,
      count <= FieldCursor.maximumCount
    else { return nil }
    return String(count)
  }
}
