/// What readers of YAML 1.1 and 1.2 make of a plain scalar that is not text to them.
///
/// Source: the tag resolution of the YAML 1.2.2 core schema (section 10.3.2) and the YAML 1.1 types
/// bool, float, int, merge, null, timestamp and value.
enum PlainReading {
  /// Whether some reader takes the scalar for a truth value, a number, a day or nothing.
  static func isTyped(_ text: String) -> Bool {
    if text.utf8.count <= 5, words.contains(text) { return true }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isDigit(first) || first == plus || first == dash || first == dot
    else { return false }
    return isNumber(bytes[...]) || isDay(bytes)
  }

  private static let words: Set<String> = {
    var words: Set<String> = ["", "~", "=", "<<"]
    for word in ["y", "n", "yes", "no", "true", "false", "on", "off", "null"] {
      words.insert(word)
      words.insert(word.prefix(1).uppercased() + word.dropFirst())
      words.insert(word.uppercased())
    }
    return words
  }()

  private static func isNumber(_ written: ArraySlice<UInt8>) -> Bool {
    var rest = written
    if let sign = rest.first, sign == plus || sign == dash { rest = rest.dropFirst() }
    guard let first = rest.first else { return false }
    if first == dot, [".inf", ".nan"].contains(String(decoding: rest, as: UTF8.self).lowercased()) {
      return true
    }
    if first == UInt8(ascii: "0"), let base = rest.dropFirst().first, isBase(base) {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { isHexadecimal($0) || $0 == underscore }
    }
    guard isDigit(first) || first == dot else { return false }
    rest = rest.drop { isDigit($0) || $0 == underscore }
    // Base 60, as in 12:30:45.
    if rest.first == UInt8(ascii: ":") {
      return rest.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == dot }
    }
    if rest.first == dot { rest = rest.drop { isDigit($0) || $0 == dot || $0 == underscore } }
    guard let mark = rest.first else { return true }
    guard mark | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == plus || sign == dash { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  /// `2026-11-01`, alone or with a time behind it.
  private static func isDay(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, bytes[..<4].allSatisfy(isDigit) else { return false }
    let parts = bytes.split(separator: dash, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      parts[1].allSatisfy(isDigit)
    else { return false }
    let rest = parts[2].drop(while: isDigit)
    guard (1...2).contains(parts[2].count - rest.count), let next = rest.first else {
      return rest.isEmpty && (1...2).contains(parts[2].count)
    }
    return next | 0x20 == UInt8(ascii: "t") || next == 0x20 || next == 0x09
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 97 && byte | 0x20 <= 102)
  }

  private static func isBase(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter == UInt8(ascii: "x") || letter == UInt8(ascii: "o") || letter == UInt8(ascii: "b")
  }

  private static let plus = UInt8(ascii: "+")
  private static let dash = UInt8(ascii: "-")
  private static let dot = UInt8(ascii: ".")
  private static let underscore = UInt8(ascii: "_")
}
