/// A scalar to write into a file.
package struct EditedScalar: Hashable, Sendable {
  package let text: String
  /// Written without quotes whatever was there: a count, a flag, a day.
  package let isBare: Bool

  package init(_ text: String, isBare: Bool = false) {
    self.text = text
    self.isBare = isBare
  }
}

/// How a scalar is written, so that a new one can be written alike.
enum ScalarStyle {
  case plain, singleQuoted, doubleQuoted

  /// Of what stands in a file; a `|` or `>` block counts as double-quoted, the one style that can
  /// hold any text on one line.
  init(of written: ArraySlice<UInt8>) {
    switch written.first {
    case UInt8(ascii: "'"): self = .singleQuoted
    case UInt8(ascii: "\""), UInt8(ascii: "|"), UInt8(ascii: ">"): self = .doubleQuoted
    default: self = .plain
    }
  }

  /// The scalar in this style where that can say it, else in double quotes. `former` is the text it
  /// takes the place of: a release 1809 that was bare stays bare as 2004.
  func written(_ scalar: EditedScalar, former: String? = nil) -> String {
    let text = scalar.text
    if scalar.isBare { return text }
    switch self {
    case .plain:
      let isAsBefore = former.map(Self.looksLikeOther) ?? false
      if Self.isPlain(text), isAsBefore || !Self.looksLikeOther(text) { return text }
    case .singleQuoted:
      if !text.unicodeScalars.contains(where: Self.needsEscape) {
        return "'" + text.replacing("'", with: "''") + "'"
      }
    case .doubleQuoted: break
    }
    return Self.escaped(text)
  }

  /// Whether every YAML reader takes the text as it stands, also between brackets.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    let inner = "/._@+()=%*&!?$;:~^-'\" "
    guard isWord(first) || "/._".unicodeScalars.contains(first), last != " ", last != ":" else {
      return false
    }
    if text.contains(": ") { return false }
    // In brackets a colon before one of these would end a key; none of them may stand here anyway.
    return text.unicodeScalars.allSatisfy { isWord($0) || inner.unicodeScalars.contains($0) }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  /// What other readers take for a number, a day, a flag or nothing.
  static func looksLikeOther(_ text: String) -> Bool {
    let words = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    if words.contains(text.lowercased()) { return true }
    let bytes = text.utf8
    let isFigure = bytes.allSatisfy {
      $0 >= 48 && $0 <= 57 || "+-._:eE".utf8.contains($0)
    }
    if isFigure { return true }
    return ["0x", "0o", "0b", ".inf", ".nan"].contains { text.lowercased().hasPrefix($0) }
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE...0xFFFF: true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where needsEscape(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
