/// Escapes between the groups of a key, as files and messages write characters that cannot be seen:
/// `\n`, `\x0a`, `\u200b`, `\u{200b}`. They are letters and digits, and stand for none.
enum KeyEscape {
  static let sign = UInt8(ascii: "\\")

  /// Steps over an escape that ends before anything but a letter or digit.
  static func skipped(in bytes: [UInt8], from index: inout Int) -> Unicode.Scalar? {
    guard bytes[index] == sign, index + 1 < bytes.count else { return nil }
    var end = index + 2
    switch bytes[index + 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      guard end == bytes.count || !KeySymbols.isWord(bytes[end]) else { return nil }
    case UInt8(ascii: "u"):
      guard end < bytes.count, bytes[end] == UInt8(ascii: "{") else { return nil }
      repeat { end += 1 } while end < bytes.count && isHex(bytes[end])
      guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
      end += 1
    default: return nil
    }
    index = end
    return "|"
  }

  /// Bytes of the word at `index` that belong to an escape begun before it, where a group is left.
  static func length(before index: Int, in bytes: [UInt8]) -> Int {
    guard index > 0, index < bytes.count, bytes[index - 1] == sign else { return 0 }
    let digits: Int
    switch bytes[index] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): digits = 0
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default: return 0
    }
    let start = index + 1 + digits
    guard start + 5 <= bytes.count, bytes[index + 1..<start].allSatisfy(isHex),
      bytes[start..<start + 5].allSatisfy({ KeySymbols.isWord($0) })
    else { return 0 }
    return start - index
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || byte >= 65 && byte <= 70 || byte >= 97 && byte <= 102
  }
}
