/// The non-secret fields of a 2009-format key, read for checking only.
///
/// Decode and verify: nothing here can compose a key, and a key that passes is not thereby valid.
/// The 53 security bits are neither kept nor returned. Source: US 8984293 B2, and
/// measured on the published keys of catalog/.
package struct KeyStructure: Hashable, Sendable {
  /// Place of the marker `N`, from 0.
  package let marker: Int
  /// Group id (20 bits), as in the Extended PID.
  package let group: Int
  /// Serial number within the group (30 bits).
  package let serial: Int
  /// Whether the stored ten-bit checksum fits the rest.
  package let checksumFits: Bool

  /// Nil where the key has not exactly one marker: older keys cannot be checked.
  package init?(_ key: KeyMaterial) {
    let markers = (0..<25).filter { key.symbol(at: $0) == UInt8(KeyAlphabet.marker) }
    guard markers.count == 1, let marker = markers.first else { return nil }
    var number = UInt128(marker)
    for place in 0..<25 where place != marker {
      number = number * 24 + UInt128(key.symbol(at: place))
    }
    self.marker = marker
    group = Int(number & 0xF_FFFF)
    serial = Int(number >> 20 & 0x3FFF_FFFF)
    let stored = UInt32(truncatingIfNeeded: number >> 103) & 0x3FF
    let cleared = number & ~(UInt128(0x3FF) << 103)
    checksumFits = Self.crc32BZIP2(cleared) & 0x3FF == stored
  }

  /// CRC-32/BZIP2 over sixteen bytes, lowest byte first.
  private static func crc32BZIP2(_ number: UInt128) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for index in 0..<16 {
      let byte = UInt8(truncatingIfNeeded: number >> UInt128(8 * index))
      crc = crc << 8 ^ table[Int(UInt8(truncatingIfNeeded: crc >> 24) ^ byte)]
    }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte) << 24) { crc, _ in
      crc & 0x8000_0000 == 0 ? crc << 1 : crc << 1 ^ 0x04C1_1DB7
    }
  }
}
