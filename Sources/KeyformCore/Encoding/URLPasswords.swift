/// Passwords in the URLs of databases, wherever in a text they stand.
///
/// Wider than a URL's grammar: a password that was not encoded holds `/`, `?` or `@` itself.
package enum URLPasswords {
  /// `text` with `…` in place of each.
  package static func masked(_ text: String) -> String {
    guard mayHold(text) else { return text }
    let bytes = Array(text.utf8)
    let ranges = find(in: bytes)
    if ranges.isEmpty { return text }
    var masked: [UInt8] = []
    var end = 0
    for range in ranges {
      masked.append(contentsOf: bytes[end..<range.lowerBound])
      masked.append(contentsOf: "…".utf8)
      end = range.upperBound
    }
    return String(decoding: masked + bytes[end...], as: UTF8.self)
  }

  private static func mayHold(_ text: String) -> Bool {
    guard text.utf8.count > 9 else { return false }
    return text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.contains(UInt8(ascii: "="))
        || bytes.contains(UInt8(ascii: "@")) && bytes.contains(UInt8(ascii: ":"))
    } ?? true
  }

  /// From left to right; they do not overlap.
  static func find(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      if has("://", at: index, in: bytes), let range = userPassword(from: index + 3, in: bytes) {
        ranges.append(range)
        index = range.upperBound
      } else if has("password=", at: index, in: bytes) {
        let start = index + 9
        let end = bytes[start...].firstIndex { isEnd($0) || $0 == UInt8(ascii: "&") }
        if start < end ?? bytes.count { ranges.append(start..<(end ?? bytes.count)) }
        index = end ?? bytes.count
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// Between the first colon and the last `@`.
  private static func userPassword(from start: Int, in bytes: [UInt8]) -> Range<Int>? {
    let end = bytes[start...].firstIndex(where: isEnd) ?? bytes.count
    let part = bytes[start..<end]
    guard let colon = part.firstIndex(of: UInt8(ascii: ":")),
      let at = part.lastIndex(of: UInt8(ascii: "@")), colon + 1 < at
    else { return nil }
    return colon + 1..<at
  }

  /// What no URL holds, and what ends one in a sentence, in YAML or in quotes.
  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "`")
  }

  private static func has(_ word: StaticString, at index: Int, in bytes: [UInt8]) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] | 0x20 != word.utf8Start[offset] | 0x20 {
      return false
    }
    return true
  }
}
