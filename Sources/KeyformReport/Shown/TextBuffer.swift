package import KeyformCore

/// Text on its way out: masked and made visible as it comes (`ShownText`), painted where the style
/// asks for it. Lines end by ``line(_:_:)`` and ``breakLine()`` alone: a line break in a text does
/// not look like one of ours.
package struct TextBuffer {
  private var bytes: [UInt8] = []
  /// Where the line begins that is being written, or what is there of it.
  private var lineStart = 0
  /// Whether the line began before that with more than blanks.
  private var isBeginningGone = false
  package let style: TextStyle
  package let masking: Masking

  package init(_ style: TextStyle, _ masking: Masking) {
    self.style = style
    self.masking = masking
  }

  /// Bytes that wait.
  var count: Int { bytes.count }

  package var isEmpty: Bool { bytes.isEmpty }

  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// All bytes that wait, which are gone then.
  mutating func drain() -> [UInt8] {
    if bytes.count > lineStart {
      defuse(isOpen: true)
      let line = bytes[(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? lineStart)...]
      isBeginningGone =
        line.startIndex == lineStart && isBeginningGone
        || RunnerOrders.holdsText(line)
    }
    lineStart = 0
    let drained = bytes
    bytes.removeAll()
    return drained
  }

  package mutating func add(_ text: String) {
    // As one buffer: twice as fast as byte by byte through the view.
    let isDone = text.utf8.withContiguousStorageIfAvailable { buffer in
      guard ShownText.isHarmless(buffer) else { return false }
      bytes.append(contentsOf: buffer)
      return true
    }
    if isDone != true { add(ShownText(text, masking)) }
  }

  package mutating func add(_ shown: ShownText) { append(shown.text) }

  /// Our own words, as they are.
  mutating func add(words: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
  }

  /// A count that is not negative, in digits.
  mutating func add(_ count: Int) {
    var rest = max(0, count)
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  package mutating func add(_ text: String, _ paint: Paint) {
    begin(paint)
    add(text)
    end(paint)
  }

  mutating func add(_ shown: ShownText, _ paint: Paint) {
    begin(paint)
    add(shown)
    end(paint)
  }

  /// Paints what follows, up to ``end(_:)``.
  mutating func begin(_ paint: Paint) {
    guard style.colour == .ansi, let code = paint.code else { return }
    add(words: "\u{1B}[")
    append(code)
    add(words: "m")
  }

  mutating func end(_ paint: Paint) {
    guard style.colour == .ansi, paint.code != nil else { return }
    add(words: "\u{1B}[0m")
  }

  /// Begins a line with an order of our own to a runner of jobs.
  mutating func beginOrder(_ words: StaticString) {
    add(words: words)
    lineStart = bytes.count
    isBeginningGone = true
  }

  package mutating func line(_ text: String, _ paint: Paint = .plain) {
    add(text, paint)
    breakLine()
  }

  package mutating func breakLine() {
    defuse(isOpen: false)
    bytes.append(UInt8(ascii: "\n"))
    lineStart = bytes.count
    isBeginningGone = false
  }

  /// What a runner of jobs would take for an order is written as a control character is.
  private mutating func defuse(isOpen: Bool) {
    RunnerOrders.defuse(
      &bytes, from: lineStart, isBeginning: !isBeginningGone, isOpen: isOpen)
  }

  /// Puts the cursor at the beginning of its line, which it clears, and writes there.
  package mutating func replaceLine(_ text: String) {
    add(words: "\r\u{1B}[K")
    add(text)
  }

  mutating func pad(_ count: Int) {
    for _ in 0..<max(0, count) { bytes.append(0x20) }
  }

  private mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      bytes.append(contentsOf: $0)
    }
    if isDone == nil { bytes.append(contentsOf: text.utf8) }
  }
}

// Several lines.
extension TextBuffer {
  /// Lines as they are in a text, each behind `indent` blanks unless it is empty: for YAML, and for
  /// messages that list things.
  package mutating func lines(_ text: String, indent: Int = 0) {
    for line in Self.lines(ShownText(paragraphs: text, masking).text) {
      pad(line.isEmpty ? 0 : indent)
      append(String(line))
      breakLine()
    }
  }

  private static func lines(_ text: String) -> [Substring] {
    // By bytes: a carriage return and a line feed are one character.
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0) }
  }

  /// A paragraph in lines of at most the style's width, each behind `indent` blanks.
  package mutating func paragraph(_ text: String, indent: Int, _ paint: Paint = .plain) {
    add(wrapped: ShownText(text, masking), indent, indent, paint)
  }

  /// The same of a text whose line breaks stay.
  package mutating func paragraphs(_ text: String, indent: Int, _ paint: Paint = .plain) {
    add(wrapped: ShownText(paragraphs: text, masking), indent, indent, paint)
  }

  /// A line of a report, and what of it does not fit indented below.
  mutating func hanging(_ text: String, _ paint: Paint = .plain) {
    add(wrapped: ShownText(text, masking), 2, 6, paint)
  }

  /// A paragraph in lines behind `indent` blanks, the first one behind what `head` writes instead.
  mutating func paragraph(
    _ text: String, indent: Int, after head: (inout TextBuffer) -> Void
  ) {
    for (index, line) in lines(of: ShownText(text, masking), indent).enumerated() {
      if index == 0 { head(&self) } else { pad(indent) }
      append(line)
      breakLine()
    }
  }

  private mutating func add(
    wrapped shown: ShownText, _ first: Int, _ rest: Int, _ paint: Paint
  ) {
    for (index, line) in lines(of: shown, rest).enumerated() {
      pad(line.isEmpty ? 0 : index == 0 ? first : rest)
      begin(paint)
      append(line)
      end(paint)
      breakLine()
    }
  }

  private func lines(of shown: ShownText, _ indent: Int) -> [String] {
    WordWrap.lines(shown.text, width: style.width - indent)
  }
}

/// Breaks paragraphs into lines between words.
private enum WordWrap {
  /// Lines of at most `width` characters; a longer word gets a line of its own. Line breaks in the
  /// text stay.
  static func lines(_ text: String, width: Int) -> [String] {
    // Bytes, not characters: thousands of findings are wrapped.
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).flatMap {
      lines(ofParagraph: $0, width: width)
    }
  }

  private static func lines(ofParagraph text: Substring.UTF8View, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: UInt8(ascii: " ")) {
      // Bytes that begin a scalar.
      let count = word.count { $0 & 0xC0 != 0x80 }
      if length > 0, length + 1 + count > width {
        lines.append(line)
        line = ""
        length = 0
      }
      if length > 0 {
        line += " "
        length += 1
      }
      line += Substring(word)
      length += count
    }
    return lines + [line]
  }
}
