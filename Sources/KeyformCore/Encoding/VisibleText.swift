/// Makes text from files and databases safe to show: nothing in it moves the cursor, changes
/// colours, breaks the line or turns the reading direction.
package enum VisibleText {
  /// `text` with each control character as `\n`, `\t` or `\u{1b}`.
  package static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\t": shown += "\\t"
      case _ where isHidden(scalar): shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// As ``of(_:)``, but line breaks stay: for paragraphs.
  package static func ofParagraphs(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == UInt8(ascii: "\n") }) {
      return text
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }
      .joined(separator: "\n")
  }

  /// Columns that the text takes on a terminal, as far as that can be told without a table.
  package static func width(_ text: String) -> Int {
    var width = 0
    for byte in text.utf8 where byte & 0xC0 != 0x80 { width += 1 }
    return width
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
