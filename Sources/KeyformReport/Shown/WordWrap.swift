/// Breaks paragraphs into lines between words.
enum WordWrap {
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
