/// Breaks paragraphs into lines between words.
enum WordWrap {
  /// Lines of at most `width` characters; a longer word gets a line of its own. Line breaks in the
  /// text stay.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      lines(ofParagraph: paragraph, width: width)
    }
  }

  private static func lines(ofParagraph text: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ") {
      let count = word.unicodeScalars.count
      if length > 0, length + 1 + count > width {
        lines.append(line)
        line = ""
        length = 0
      }
      if length > 0 {
        line += " "
        length += 1
      }
      line += word
      length += count
    }
    return lines + [line]
  }
}
