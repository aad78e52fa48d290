internal import Crypto

/// Twelve bits that tell two values apart without giving either away.
///
/// The first three hex digits of SHA-256 over `keyform check 1:` and the canonical key. More bits
/// would be a leak: about 2^45 candidates are left once the tail is known, few enough to try them
/// all. See docs/decisions/0006-what-may-be-said-about-a-secret-key.md.
package struct KeyCheck: Hashable, Sendable, CustomStringConvertible {
  private let bits: UInt16
  /// The hash once it has taken in the prefix.
  private static let begun = {
    var hash = SHA256()
    hash.update(data: Array("keyform check 1:".utf8))
    return hash
  }()
  private static let digits = Array("0123456789abcdef".utf8)

  /// The check value of a key.
  package init(of key: KeyMaterial) {
    var hash = Self.begun
    key.withCanonicalBytes { bytes in bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    let digest = hash.finalize()
    var bits: UInt16 = 0
    for byte in digest.prefix(2) { bits = bits << 8 | UInt16(byte) }
    self.bits = bits >> 4
  }

  /// Three hex digits in either case; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 3 else { return nil }
    var bits: UInt16 = 0
    for byte in text.utf8 {
      guard let digit = Self.digits.firstIndex(of: byte | 0x20) else { return nil }
      bits = bits << 4 | UInt16(digit)
    }
    self.bits = bits
  }

  /// Three lower-case hex digits.
  package var text: String {
    String(unsafeUninitializedCapacity: 3) { buffer in
      for place in 0..<3 {
        buffer[place] = Self.digits[Int(bits >> UInt16(8 - 4 * place) & 15)]
      }
      return 3
    }
  }

  package var description: String { text }
}
