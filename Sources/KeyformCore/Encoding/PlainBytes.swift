/// Whether a text is made of ordinary characters: asked for every text that is shown, so eight
/// bytes at a time and without tables.
enum PlainBytes {
  /// Whether all are printable ASCII, and no `"` or `\`, without which JSON escapes nothing, nor `@`
  /// or `=`, without which no password stands in a text; those two are allowed in `fields`.
  @inline(__always)
  static func areAll(_ bytes: UnsafeBufferPointer<UInt8>, fields: Bool) -> Bool {
    let count = bytes.count
    if count < 8 {
      for byte in bytes where !isPlain(byte, fields) { return false }
      return true
    }
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= count {
      if strange(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), fields) != 0 {
        return false
      }
      index += 8
    }
    // The last eight, some of them again.
    return index == count
      || strange(raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), fields) == 0
  }

  private static func isPlain(_ byte: UInt8, _ fields: Bool) -> Bool {
    switch byte {
    case 0x20..<0x7F:
      byte != 0x22 && byte != 0x5C && (fields || byte != 0x40 && byte != 0x3D)
    default: false
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// 0 where all eight bytes are plain.
  @inline(__always)
  private static func strange(_ bytes: UInt64, _ fields: Bool) -> UInt64 {
    var found = bytes & tops
    found |= (bytes &- 0x20 &* ones) & ~bytes & tops
    found |= zeros(bytes ^ 0x22 &* ones) | zeros(bytes ^ 0x5C &* ones) | zeros(bytes ^ 0x7F &* ones)
    if !fields { found |= zeros(bytes ^ 0x40 &* ones) | zeros(bytes ^ 0x3D &* ones) }
    return found
  }

  /// Not 0 where one of eight bytes is 0.
  @inline(__always)
  private static func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes & tops }
}
