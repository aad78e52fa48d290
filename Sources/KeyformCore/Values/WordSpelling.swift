/// Words of a closed list as people write them.
package enum WordSpelling {
  /// The one word of `words` that differs from the text in case, dashes and blanks alone.
  package static func reading(_ text: String, among words: [String]) -> String? {
    let wanted = folded(text)
    let found = Set(words.filter { folded($0) == wanted })
    return found.count == 1 ? found.first : nil
  }

  /// A flag in the words of other YAML readers.
  package static func flag(_ text: String) -> Bool? {
    switch folded(text) {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  private static func folded(_ text: String) -> String {
    Typography.plain(text).lowercased().filter { !"-_ ".contains($0) }
  }
}

/// Dashes and blanks that word processors and web pages put in place of those of the keyboard.
package enum Typography {
  /// The text with every such dash as `-` and every such blank as a blank, without blanks at its
  /// ends and around dashes, and without signs that have no width.
  package static func plain(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D:
        while plain.last == " " { plain.removeLast() }
        plain.append("-")
      case 0x20, 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
        if let last = plain.last, last != " ", last != "-" { plain.append(" ") }
      case 0x200B...0x200D, 0x2060, 0xFEFF: break
      default: plain.append(scalar)
      }
    }
    while plain.last == " " { plain.removeLast() }
    return String(plain)
  }
}
