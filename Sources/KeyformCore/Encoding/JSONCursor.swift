/// Steps over JSON that others may have written: saved plans and the journal's documents. Nothing
/// about the bytes is taken for granted, and nothing is repaired: what is not met is an error.
package struct JSONCursor {
  package enum Form: Sendable {
    /// As our own writer lays it out, byte for byte: no blanks, and only its escapes.
    case ours
    /// As anybody may write the same.
    case any
  }

  private let bytes: [UInt8]
  package private(set) var index: Int
  private let end: Int
  private let form: Form
  /// Whether a comma is due before the next member of the object.
  private var needsComma = false

  package init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil, _ form: Form = .ours) {
    self.bytes = bytes
    index = start
    self.end = end ?? bytes.count
    self.form = form
  }

  package var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return index >= end
    }
  }

  private mutating func skipBlanks() {
    guard form == .any else { return }
    while index < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  /// Takes exactly these bytes, or nothing.
  package mutating func take(_ expected: [UInt8]) -> Bool {
    guard expected.count <= end - index else { return false }
    var place = index
    for byte in expected {
      if bytes[place] != byte { return false }
      place += 1
    }
    index = place
    return true
  }

  package mutating func take(_ expected: StaticString) -> Bool {
    skipBlanks()
    let count = expected.utf8CodeUnitCount
    guard count <= end - index else { return false }
    let isSame = expected.withUTF8Buffer { buffer in
      var place = 0
      while place < count, bytes[index + place] == buffer[place] { place += 1 }
      return place == count
    }
    if isSame { index += count }
    return isSame
  }

  package mutating func expect(_ expected: StaticString) throws(JSONError) {
    guard take(expected) else {
      throw malformed("`\(expected.description.filter { $0 != "\n" })`")
    }
  }

  /// The next value is not as `expected` says, in words that follow "does not hold".
  package func malformed(_ expected: String) -> JSONError {
    let lines = bytes[..<min(index, bytes.count)].count { $0 == 0x0A }
    return JSONError(line: lines + 1, expected: expected)
  }
}

/// What is wrong with JSON that was read, and in which line of the whole.
package struct JSONError: Error, Hashable {
  package let line: Int
  package let expected: String
}

// Members of objects, in the order of our writer.
extension JSONCursor {
  package mutating func beginObject() throws(JSONError) {
    try expect("{")
    needsComma = false
  }

  package mutating func endObject() throws(JSONError) {
    try expect("}")
    needsComma = true
  }

  /// Says that the members before the next one have been read.
  package mutating func endValue() { needsComma = true }

  /// Takes the key of a member with the comma before it, or nothing. `onLine`: it begins a line.
  package mutating func takeKey(_ name: String, onLine: Bool = false) -> Bool {
    let start = index
    guard !needsComma || take(","), !onLine || take("\n"), take("\""), take(name: name),
      take("\":")
    else {
      index = start
      return false
    }
    needsComma = true
    return true
  }

  private mutating func take(name: String) -> Bool {
    var place = index
    for byte in name.utf8 {
      guard place < end, bytes[place] == byte else { return false }
      place += 1
    }
    index = place
    return true
  }
}

// Values.
extension JSONCursor {
  package mutating func string() throws(JSONError) -> String {
    guard take("\"") else { throw malformed("a text") }
    return try restOfString()
  }

  /// A text behind its first quote. Where it is `like` the one of the row before, no new one is
  /// made: half of a plan's texts are.
  package mutating func restOfString(like last: String? = nil) throws(JSONError) -> String {
    let start = index
    var place = index
    var marks: UInt8 = 0
    while place < end, bytes[place] != 0x22, bytes[place] != 0x5C, bytes[place] >= 0x20 {
      marks |= bytes[place]
      place += 1
    }
    guard place < end else { throw malformed("the end of a text") }
    guard bytes[place] == 0x22 else { return try escapedString(from: start) }
    index = place + 1
    // Shorter ones need no memory of their own, so there is nothing to save.
    if let last, place - start > 15, isSame(last, from: start, to: place) { return last }
    if marks < 0x80 { return String(decoding: bytes[start..<place], as: UTF8.self) }
    return try text(bytes[start..<place])
  }

  private func isSame(_ text: String, from start: Int, to end: Int) -> Bool {
    guard text.utf8.count == end - start else { return false }
    return text.utf8.withContiguousStorageIfAvailable { buffer in
      var place = 0
      while place < buffer.count, buffer[place] == bytes[start + place] { place += 1 }
      return place == buffer.count
    } ?? false
  }

  /// A count: ours have up to ten digits, and no number here more than 18.
  package mutating func integer() throws(JSONError) -> Int {
    let start = index
    let most = form == .ours ? 10 : 18
    var value = 0
    while index < end, index - start < most, bytes[index] >= 48, bytes[index] <= 57 {
      value = value * 10 + Int(bytes[index]) - 48
      index += 1
    }
    guard index > start, index == start + 1 || bytes[start] != 48 else {
      throw malformed("a count")
    }
    return value
  }

  package mutating func flag() throws(JSONError) -> Bool {
    if take("true") { return true }
    try expect("false")
    return false
  }

  /// Null, a text or an array of texts; `last` is the field's value of the row before. Others may
  /// write counts and flags as such.
  package mutating func fieldValue(like last: FieldValue = .none) throws(JSONError) -> FieldValue {
    if take("\"") { return .text(try restOfString(like: last.string)) }
    if take("[") { return .list(try strings(like: last.strings)) }
    if take("null") { return .none }
    guard form == .any else { throw malformed("a value") }
    if take("true") { return .flag(true) }
    if take("false") { return .flag(false) }
    return .count(try integer())
  }

  /// The rest of an array of texts behind its bracket.
  private mutating func strings(like last: [String]) throws(JSONError) -> [String] {
    var items: [String] = []
    if take("]") { return items }
    repeat {
      guard take("\"") else { throw malformed("a text") }
      let place = items.count
      items.append(try restOfString(like: place < last.count ? last[place] : nil))
    } while take(",")
    try expect("]")
    return items
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var plain: [UInt8] = []
    index = start
    while index < end {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22: return try text(plain[...])
      case 0x5C:
        guard let scalar = escape() else { throw malformed("an escape") }
        plain.append(contentsOf: String(scalar).utf8)
      case 0..<0x20: throw malformed("the end of a text")
      default: plain.append(byte)
      }
    }
    throw malformed("the end of a text")
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard index < end else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return scalar()
    case UInt8(ascii: "/") where form == .any: return "/"
    case UInt8(ascii: "b") where form == .any: return "\u{8}"
    case UInt8(ascii: "f") where form == .any: return "\u{C}"
    default: return nil
    }
  }

  /// Four hex digits, or two times four that make one character beyond the first 65,536.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let high = unit() else { return nil }
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, take([0x5C, 0x75]), let low = unit(), low >= 0xDC00, low < 0xE000 else {
      return nil
    }
    return Unicode.Scalar(0x10000 + (UInt32(high - 0xD800) << 10 | UInt32(low - 0xDC00)))
  }

  private mutating func unit() -> UInt16? {
    guard end - index >= 4 else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70 where form == .any: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    index += 4
    return unit
  }

  private func text(_ part: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: part, as: UTF8.self) else {
      throw malformed("text in UTF-8")
    }
    return text
  }
}
