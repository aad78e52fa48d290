internal import Crypto

/// What may be said about a secret key: tail and check value, nothing else.
///
/// The identity of a value in git, plans, journal and reports, written `…-2YT43 (9f3)`.
package struct KeyIdentity: Hashable, Sendable, CustomStringConvertible {
  package let tail: KeyTail
  package let check: KeyCheck

  package init(tail: KeyTail, check: KeyCheck) {
    self.tail = tail
    self.check = check
  }

  package init(of key: KeyMaterial) {
    self.init(tail: key.tail, check: KeyCheck(of: key))
  }

  package var description: String { "…-\(tail.text) (\(check.text))" }
}

/// The last five symbols of a key: what Windows, VAMT and `slmgr` show of it.
///
/// A weak identity on its own: two keys of one group share it once in 243 times.
package struct KeyTail: Hashable, Sendable, CustomStringConvertible {
  private let packed: UInt32

  init(packed: UInt32) { self.packed = packed }

  /// Five symbols in either case; nil for anything else.
  package init?(_ text: String) {
    var packed: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      guard let index = KeyAlphabet.index(of: byte) else { return nil }
      packed = packed << 5 | UInt32(index)
      count += 1
      if count > 5 { return nil }
    }
    guard count == 5 else { return nil }
    self.packed = packed
  }

  /// Five upper-case symbols. Fits Swift's inline strings, so making it costs no memory.
  package var text: String {
    String(unsafeUninitializedCapacity: 5) { buffer in
      for place in 0..<5 {
        let index = Int(packed >> UInt32(5 * (4 - place))) & 31
        buffer[place] = KeyAlphabet.symbols[index]
      }
      return 5
    }
  }

  package var description: String { text }
}

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
