internal import KeyformCore

/// Text of others in Markdown. It stands in code alone: there is no HTML in it, no link, picture,
/// mention or reference, and no cell of a table ends in it.
enum MarkdownText {
  /// A name, a path or a value.
  static func code(_ text: String, _ masking: Masking, most: Int = 300) -> ShownText {
    ShownText(text, masking).cut(to: most).marked(by: span)
  }

  /// The same in a cell of a table, whole.
  static func cell(_ text: ShownText) -> ShownText { text.replacing(cellSigns).marked(by: span) }

  /// Behind a backslash no other can be written that belongs to the cell.
  private static let cellSigns = FormatSigns(["\\|": "\\\\u{7c}", "|": "\\|"])

  /// A sentence that names what others wrote: plain words of letters are as they are, everything else
  /// is code, so that nobody has to know which of it is ours.
  static func prose(_ text: String, _ masking: Masking, most: Int = 1_200) -> ShownText {
    ShownText(text.replacing("\n", with: " "), masking).cut(to: most).marked { text in
      var prose = Prose()
      let parts = text.split(separator: "`", omittingEmptySubsequences: false)
      // What stands between two backticks is code already.
      if parts.count % 2 == 1 {
        for (index, part) in parts.enumerated() {
          if index % 2 == 0 { prose.add(words: part) } else { prose.add(code: String(part)) }
        }
      } else {
        prose.add(words: text[...])
      }
      return prose.done()
    }
  }

  /// With as many backticks as nothing in it has.
  private static func span(_ text: String) -> String {
    if text.isEmpty { return "(empty)" }
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let (first, last) = (text.utf8.first, text.utf8.last)
    // A blank on both sides is taken away by whoever reads it.
    let isPadded =
      first == UInt8(ascii: "`") || last == UInt8(ascii: "`") || first == 0x20 && last == 0x20
    return isPadded ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
  }

  /// Lines of code, each on its own: with a fence that nothing in them ends.
  static func addBlock(_ lines: [String], to buffer: inout TextBuffer) {
    let shown = lines.map { ShownText($0, buffer.masking).cut(to: 500) }
    var longest = 2
    for line in shown {
      var run = 0
      for byte in line.text.utf8 {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    let fence = ShownText("`").marked { String(repeating: $0, count: longest + 1) }
    buffer.add(fence)
    buffer.breakLine()
    for line in shown {
      buffer.add(line)
      buffer.breakLine()
    }
    buffer.add(fence)
    buffer.breakLine()
  }

  /// A sentence that is being written.
  private struct Prose {
    private var text = ""
    /// Words of code that are one span, and whether a blank stands before them.
    private var pending: [Substring] = []
    private var isPendingApart = false
    private var isApart = false

    mutating func add(words: Substring) {
      for (index, word) in words.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { isApart = true }
        if !word.isEmpty { add(word) }
      }
    }

    mutating func add(code: String) {
      flush()
      put(MarkdownText.span(code))
    }

    mutating func done() -> String {
      flush()
      return text
    }

    private mutating func add(_ word: Substring) {
      let opening = word.prefix { "(\"'".contains($0) }
      let rest = word.dropFirst(opening.count)
      let core = rest.dropLast(rest.reversed().prefix { ".,;:?!)\"'".contains($0) }.count)
      let closing = rest.dropFirst(core.count)
      if core.isEmpty || MarkdownText.isPlain(core) {
        flush()
        return put(String(word))
      }
      if word == "->" {
        flush()
        return put("→")
      }
      if !opening.isEmpty {
        flush()
        put(String(opening))
      }
      if pending.isEmpty { isPendingApart = isApart }
      isApart = false
      pending.append(core)
      if closing.isEmpty { return }
      flush()
      text += closing
    }

    private mutating func flush() {
      if pending.isEmpty { return }
      let isNextApart = isApart
      isApart = isPendingApart
      put(MarkdownText.span(pending.joined(separator: " ")))
      isApart = isNextApart
      pending = []
    }

    /// Two spans side by side would be read as one.
    private mutating func put(_ piece: String) {
      let backtick = UInt8(ascii: "`")
      if isApart && !text.isEmpty || text.utf8.last == backtick && piece.utf8.first == backtick {
        text += " "
      }
      isApart = false
      text += piece
    }
  }

  /// Whether a word means nothing to Markdown and to forges: letters, a number, a day.
  private static func isPlain(_ word: Substring) -> Bool {
    var digits = 0
    var longest = 0
    var letters = 0
    var others = 0
    var isHex = true
    for byte in word.utf8 {
      switch byte {
      case 0x30...0x39:
        digits += 1
        longest = max(longest, digits)
        continue
      case 0x61...0x7A, 0x41...0x5A:
        letters += 1
        if !(0x61...0x66).contains(byte | 0x20) { isHex = false }
      case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: ","): others += 1
      case UInt8(ascii: "%"), UInt8(ascii: "="): if word.utf8.count > 1 { return false }
      default: return false
      }
      digits = 0
    }
    if longest > 0 { return letters == 0 && longest < 7 }
    // Seven letters that may be a commit's.
    if letters == word.utf8.count { return !(isHex && letters >= 7) }
    // `half-read`: what has capitals may be the ticket of a tracker.
    return letters > 0
      && word.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") || $0 == 0x27
      }
      && word.utf8.first != UInt8(ascii: "-") && word.utf8.last != UInt8(ascii: "-")
      || word == "-" || word == "%" || word == "="
  }
}
