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
    let start = index
    let isSame = expected.withUTF8Buffer { buffer in
      (0..<count).allSatisfy { bytes[start + $0] == buffer[$0] }
    }
    if isSame { index += count }
    return isSame
  }

  mutating func expect(_ expected: StaticString) throws(PlanReadError) {
    guard take(expected) else { throw malformed(Self.shown(expected)) }
  }

  mutating func string() throws(PlanReadError) -> String {
    guard take("\"") else { throw malformed("a text") }
    let start = index
    var place = index
    while place < end, bytes[place] != 0x22, bytes[place] != 0x5C, bytes[place] >= 0x20 {
      place += 1
    }
    guard place < end else { throw malformed("the end of a text") }
    if bytes[place] == 0x22 {
      index = place + 1
      return try text(bytes[start..<place])
    }
    return try escapedString(from: start)
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

  /// Null, a text or an array of texts.
  mutating func fieldValue() throws(PlanReadError) -> FieldValue {
    if take("null") { return .none }
    if take("[") { return .list(try strings()) }
    return .text(try string())
  }

  /// The rest of an array of texts behind its bracket.
  mutating func strings() throws(PlanReadError) -> [String] {
    var items: [String] = []
    if take("]") { return items }
    repeat { items.append(try string()) } while take(",")
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
        guard let (value, length) = escape(at: place + 1) else { throw malformed("an escape") }
        plain.append(value)
        place += 1 + length
      case 0..<0x20: throw malformed("the end of a text")
      default:
        plain.append(byte)
        place += 1
      }
    }
    throw malformed("the end of a text")
  }

  private func escape(at place: Int) -> (value: UInt8, length: Int)? {
    guard place < end else { return nil }
    switch bytes[place] {
    case 0x22, 0x5C: return (bytes[place], 1)
    case UInt8(ascii: "n"): return (0x0A, 1)
    case UInt8(ascii: "r"): return (0x0D, 1)
    case UInt8(ascii: "t"): return (0x09, 1)
    case UInt8(ascii: "u"):
      guard place + 4 < end, bytes[place + 1] == 48, bytes[place + 2] == 48 else { return nil }
      let digits = String(decoding: bytes[place + 3...place + 4], as: UTF8.self)
      return Hex.bytes(digits).map { ($0[0], 5) }
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
