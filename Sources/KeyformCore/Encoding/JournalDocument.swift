/// Reads the journal's JSON documents: one flat object of texts, counts, flags, nulls and lists of
/// texts. Others can write to the journal, so nothing about the bytes is taken for granted.
package enum JournalDocument {
  /// Documents of rows are some hundred bytes; more than this is no row of ours.
  private static let longest = 1 << 20

  /// The members in the order written; nil where the text is anything but such an object, or
  /// names a member twice.
  package static func fields(of text: String) -> [(name: String, value: FieldValue)]? {
    guard text.utf8.count <= longest else { return nil }
    var cursor = DocumentCursor(Array(text.utf8))
    guard let fields = cursor.object(), cursor.isAtEnd else { return nil }
    guard Set(fields.map(\.name)).count == fields.count else { return nil }
    return fields
  }
}

/// Steps over the bytes of one document. Each function gives nil where its form is not met.
private struct DocumentCursor {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return index == bytes.count
    }
  }

  mutating func object() -> [(name: String, value: FieldValue)]? {
    guard take(UInt8(ascii: "{")) else { return nil }
    var fields: [(name: String, value: FieldValue)] = []
    if take(UInt8(ascii: "}")) { return fields }
    repeat {
      guard let name = text(), take(UInt8(ascii: ":")), let value = value() else { return nil }
      fields.append((name, value))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? fields : nil
  }

  private mutating func value() -> FieldValue? {
    skipBlanks()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return text().map(FieldValue.text)
    case UInt8(ascii: "["): return list().map(FieldValue.list)
    case UInt8(ascii: "t"): return take("true") ? .flag(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .flag(false) : nil
    case UInt8(ascii: "n"): return take("null") ? FieldValue.none : nil
    default: return count().map(FieldValue.count)
    }
  }

  private mutating func list() -> [String]? {
    guard take(UInt8(ascii: "[")) else { return nil }
    var items: [String] = []
    if take(UInt8(ascii: "]")) { return items }
    repeat {
      guard let item = text() else { return nil }
      items.append(item)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? items : nil
  }

  /// A whole number without sign, fraction or exponent.
  private mutating func count() -> Int? {
    let start = index
    while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    guard index > start, index == start + 1 || bytes[start] != 48 else { return nil }
    return Int(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func text() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var plain: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: plain, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let character = escape() else { return nil }
        plain.append(contentsOf: String(character).utf8)
      case 0..<0x20: return nil
      default: plain.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Character? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return scalar().map(Character.init)
    default: return nil
    }
  }

  /// Four hex digits, or two times four that make one character beyond the first 65,536.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let high = unit() else { return nil }
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, take("\\u"), let low = unit(), low >= 0xDC00, low < 0xE000 else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (UInt32(high - 0xD800) << 10 | UInt32(low - 0xDC00)))
  }

  private mutating func unit() -> UInt16? {
    guard bytes.count - index >= 4 else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    index += 4
    return unit
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    let found = bytes[index..<index + count]
    guard word.withUTF8Buffer({ found.elementsEqual($0) }) else { return false }
    index += count
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }
}
