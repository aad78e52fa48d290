/// Makes text from files and databases safe to show: nothing in it moves the cursor, changes
/// colours, breaks the line or turns the reading direction.
package enum VisibleText {
  /// `text` with each control character as `\n`, `\t` or `\u{1b}`.
  package static func of(_ text: String) -> String {
    if !mayHide(text) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\t": shown += "\\t"
      case _ where isHidden(scalar.value): shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// As ``of(_:)``, but line breaks stay: for paragraphs.
  package static func ofParagraphs(_ text: String) -> String {
    if !mayHide(text) { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }
      .joined(separator: "\n")
  }

  /// Columns that the text takes on a terminal, as far as that can be told without a table.
  package static func width(_ text: String) -> Int {
    // Bytes that begin a scalar.
    text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    } ?? text.unicodeScalars.count
  }

  /// Control characters, what sets the reading direction, and what takes no place or looks like a
  /// blank: two texts must not look alike because of it.
  static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5,
      0x180B...0x180F,
      0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func mayHide(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { $0.contains(where: mayHide) } ?? true
  }

  /// Whether a hidden character may begin with the byte: false for the bytes of Latin, Greek and
  /// Cyrillic letters.
  static func mayHide(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3: true
    default: false
    }
  }
}
