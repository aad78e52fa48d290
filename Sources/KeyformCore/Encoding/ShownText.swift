/// A text as it may be shown, with its width: what looks like a secret key and passwords of URLs are
/// masked, and every character stands there visibly.
///
/// The one way from a text to a terminal. Nearly every text is fine as it is, which one look at
/// each byte tells.
package struct ShownText: Hashable, Sendable {
  package let text: String

  /// On one line: a line break in `text` is shown as `\n`.
  package init(_ text: String, _ masking: Masking) {
    self.text = Self.isHarmless(text) ? text : VisibleText.of(Self.masked(text, masking))
  }

  /// Line breaks stay.
  package init(paragraphs text: String, _ masking: Masking) {
    self.text = Self.isHarmless(text) ? text : VisibleText.ofParagraphs(Self.masked(text, masking))
  }

  /// A value that programs read: line breaks stay, and what may be a password of a URL, which nobody
  /// can tell for certain from an address with a colon and an `@`.
  package init(data text: String, _ masking: Masking) {
    self.text = Self.isHarmless(text) ? text : VisibleText.ofParagraphs(masking.masked(text))
  }

  /// Our own words.
  package init(_ words: StaticString) { text = words.description }

  /// The name of a field, with our own words behind it.
  package init<Value>(_ field: EntryField<Value>, _ words: StaticString) {
    text = "\(field.name)\(words)"
  }

  private init(shown text: String) { self.text = text }

  /// With others in place of the signs that a format gives a meaning.
  package func replacing(_ signs: FormatSigns) -> ShownText {
    ShownText(shown: signs.replaced(in: text))
  }

  /// With a sign of a format before and behind it.
  package func between(_ sign: StaticString) -> ShownText {
    ShownText(shown: "\(sign)\(text)\(sign)")
  }

  /// With signs of a format put in by `work`, which adds nothing of anybody else's.
  package func marked(by work: (String) -> String) -> ShownText { ShownText(shown: work(text)) }

  /// Its first `most` bytes, with an ellipsis where that is not all.
  package func cut(to most: Int) -> ShownText {
    if text.utf8.count <= most { return self }
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return ShownText(shown: text[..<end] + "…")
  }

  /// Columns on a terminal.
  package var width: Int { VisibleText.width(text) }

  package var isEmpty: Bool { text.isEmpty }

  /// `text` without what looks like a secret key and without passwords of URLs.
  static func masked(_ text: String, _ masking: Masking) -> String {
    URLPasswords.masked(masking.masked(text))
  }

  private static func isHarmless(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { isHarmless($0) } ?? false
  }

  /// Whether a text may be shown on one line as it is. False for a few that may be, too.
  package static func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    PlainBytes.areAll(bytes, fields: false)
      && (bytes.count < KeySymbols.fewestBytes || !KeySymbols.mayHoldKey(bytes))
  }

  /// The width of a text once it is shown.
  package static func width(of text: String, _ masking: Masking) -> Int {
    isHarmless(text) ? text.utf8.count : ShownText(text, masking).width
  }
}

/// The signs that a format gives a meaning, and what is written in place of each. Found by bytes: one
/// that makes one character with its neighbour, as `|` with an accent behind it, keeps its meaning.
package struct FormatSigns: Sendable {
  /// By the first byte of the sign.
  private var others = [[(sign: [UInt8], other: [UInt8])]](repeating: [], count: 256)

  package init(_ signs: KeyValuePairs<String, String>) {
    for (sign, other) in signs {
      let sign = Array(sign.utf8)
      if let first = sign.first { others[Int(first)].append((sign, Array(other.utf8))) }
    }
  }

  fileprivate func replaced(in text: String) -> String {
    let bytes = Array(text.utf8)
    var replaced: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let found = others[Int(bytes[index])].first { bytes[index...].starts(with: $0.sign) }
      if let found { replaced += found.other } else { replaced.append(bytes[index]) }
      index += found?.sign.count ?? 1
    }
    return String(decoding: replaced, as: UTF8.self)
  }
}
