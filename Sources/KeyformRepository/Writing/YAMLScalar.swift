/// A text as a scalar that every reader takes for that text: ours, and those of YAML 1.1 and 1.2.
/// Whatever writes YAML writes its scalars here.
enum YAMLScalar {
  /// What stands around a scalar. Inside of brackets more characters mean something.
  enum Place { case block, flow }

  /// How a scalar is written, so that a new one can be written alike.
  enum Style {
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
  }

  /// In a style where that can say it.
  static func written(_ text: String, in place: Place, like style: Style) -> String {
    switch style {
    case .plain: written(text, in: place)
    case .singleQuoted:
      text.unicodeScalars.contains(where: mustEscape) ? escaped(text) : "'" + doubled(text) + "'"
    case .doubleQuoted: escaped(text)
    }
  }

  /// Plain where that is safe, else in quotes. Never more than one line.
  static func written(_ text: String, in place: Place) -> String {
    if isPlain(text, in: place) { return text }
    if text.unicodeScalars.contains(where: mustEscape) { return escaped(text) }
    if text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) {
      return "'" + doubled(text) + "'"
    }
    return "\"" + text + "\""
  }

  /// The lines of a text below `|` or `|-`; nil where such a block would not keep every character
  /// or would be hard to read.
  static func literal(_ text: String) -> (header: String, lines: [String])? {
    guard text.utf8.contains(0x0A),
      !text.unicodeScalars.contains(where: { $0 != "\n" && mustEscape($0) })
    else { return nil }
    // Bytes, not characters: a mark may combine with a blank.
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isClosed = lines.last?.isEmpty ?? false
    if isClosed { lines.removeLast() }
    guard let first = lines.first?.first, first != 0x20, lines.last?.isEmpty == false,
      !lines.contains(where: { $0.last == 0x20 })
    else { return nil }
    return (isClosed ? "|" : "|-", lines.map { String(Substring($0)) })
  }

  private static func isPlain(_ text: String, in place: Place) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20,
      last != UInt8(ascii: ":"), !indicators.contains(first), !PlainReading.isTyped(text),
      !text.unicodeScalars.contains(where: mustEscape)
    else { return false }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ":"):
        if place == .flow || bytes[index + 1] == 0x20 { return false }
      case UInt8(ascii: "#"):
        if bytes[index - 1] == 0x20 { return false }
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "?"):
        if place == .flow { return false }
      default: break
      }
    }
    return true
  }

  /// A scalar that begins with one of them is something else, or nearly.
  private static let indicators = Set("-?:,[]{}#&*!|>'\"%@`".utf8)

  /// Control characters, line breaks of any kind, and marks that change how a line is read without
  /// being seen.
  private static func mustEscape(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x20...0x7E: false
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: character.value & 0xFFFE == 0xFFFE
    }
  }

  private static func doubled(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      if character == "'" { result.append(character) }
      result.append(character)
    }
    return String(result)
  }

  private static func escaped(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where mustEscape(character): result += code(of: character.value)
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }

  private static func code(of value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let (letter, width) = value > 0xFFFF ? ("U", 8) : value > 0xFF ? ("u", 4) : ("x", 2)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
