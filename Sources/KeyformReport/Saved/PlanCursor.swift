internal import KeyformCore

/// Reads a saved plan piece by piece, as strictly as it was written: every deviation is an error.
struct PlanCursor {
  private let bytes: [UInt8]
  private(set) var index: Int
  private let end: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    index = start
    self.end = end
  }

  var isAtEnd: Bool { index >= end }

  /// Takes exactly these bytes, or nothing.
  mutating func take(_ expected: [UInt8]) -> Bool {
    guard expected.count <= end - index else { return false }
    var place = index
    for byte in expected {
      if bytes[place] != byte { return false }
      place += 1
    }
    index = place
    return true
  }

  mutating func take(_ expected: StaticString) -> Bool {
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

  mutating func expect(_ expected: StaticString) throws(PlanReadError) {
    guard take(expected) else { throw malformed(Self.shown(expected)) }
  }

  mutating func string() throws(PlanReadError) -> String {
    guard take("\"") else { throw malformed("a text") }
    return try restOfString(like: nil)
  }

  /// A text behind its first quote. Where it is `like` the one of the row before, no new one is
  /// made: half of a plan's texts are.
  mutating func restOfString(like last: String?) throws(PlanReadError) -> String {
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

  mutating func optionalString() throws(PlanReadError) -> String? {
    if take("null") { return nil }
    return try string()
  }

  /// Up to ten digits: no count of a plan has more.
  mutating func integer() throws(PlanReadError) -> Int {
    let start = index
    var value = 0
    while index < end, index - start < 10, bytes[index] >= 48, bytes[index] <= 57 {
      value = value * 10 + Int(bytes[index]) - 48
      index += 1
    }
    guard index > start, index == start + 1 || bytes[start] != 48 else {
      throw malformed("a count")
    }
    return value
  }

  /// Null, a text or an array of texts; `last` is the field's value of the row before.
  mutating func fieldValue(like last: FieldValue) throws(PlanReadError) -> FieldValue {
    if take("\"") { return .text(try restOfString(like: last.string)) }
    if take("[") { return .list(try strings(like: last.strings)) }
    guard take("null") else { throw malformed("a value") }
    return .none
  }

  /// The rest of an array of texts behind its bracket.
  mutating func strings(like last: [String] = []) throws(PlanReadError) -> [String] {
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

  func malformed(_ expected: String) -> PlanReadError {
    let lines = bytes[..<min(index, bytes.count)].count { $0 == 0x0A }
    return .malformed(line: lines + 1, expected: expected)
  }

  /// Only the escapes that our own writer uses.
  private mutating func escapedString(from start: Int) throws(PlanReadError) -> String {
    var plain: [UInt8] = []
    var place = start
    while place < end {
      let byte = bytes[place]
      switch byte {
      case 0x22:
        index = place + 1
        return try text(plain[...])
      case 0x5C:
        guard let (scalar, length) = escape(at: place + 1) else { throw malformed("an escape") }
        plain.append(contentsOf: Array(String(Character(scalar)).utf8))
        place += 1 + length
      case 0..<0x20: throw malformed("the end of a text")
      default:
        plain.append(byte)
        place += 1
      }
    }
    throw malformed("the end of a text")
  }

  private func escape(at place: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard place < end else { return nil }
    switch bytes[place] {
    case 0x22: return ("\"", 1)
    case 0x5C: return ("\\", 1)
    case UInt8(ascii: "n"): return ("\n", 1)
    case UInt8(ascii: "r"): return ("\r", 1)
    case UInt8(ascii: "t"): return ("\t", 1)
    case UInt8(ascii: "u"):
      guard place + 4 < end else { return nil }
      let digits = String(decoding: bytes[place + 1...place + 4], as: UTF8.self)
      guard let pair = Hex.bytes(digits),
        let scalar = Unicode.Scalar(UInt32(pair[0]) << 8 | UInt32(pair[1]))
      else { return nil }
      return (scalar, 5)
    default: return nil
    }
  }

  private func text(_ part: ArraySlice<UInt8>) throws(PlanReadError) -> String {
    guard let text = String(validating: part, as: UTF8.self) else {
      throw malformed("text in UTF-8")
    }
    return text
  }

  private static func shown(_ expected: StaticString) -> String {
    "`\(expected.description.filter { $0 != "\n" })`"
  }
}
