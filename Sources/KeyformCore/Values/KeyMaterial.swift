/// A product key of 25 symbols, masked in every textual form.
///
/// Five bits a symbol, so that copies cost nothing, comparing is one instruction and no heap memory
/// holds the text. Printing, dumping, interpolating and mirroring show the last five symbols
/// alone; the type is deliberately not `Codable`. `reveal()` and `withCanonicalBytes` are called
/// in a short list of named places, which a test checks.
package struct KeyMaterial: Hashable, Sendable {
  private let packed: UInt128

  /// Exactly 25 indexes into `KeyAlphabet.symbols`; nil for any other count.
  package init?(symbols: [UInt8]) {
    guard symbols.count == 25 else { return nil }
    var packed: UInt128 = 0
    for symbol in symbols { packed = packed << 5 | UInt128(symbol) }
    self.packed = packed
  }

  /// The canonical form only: 29 bytes, upper case, dashes in their places. For rows of a target,
  /// where anything else is damage.
  package init?(canonical text: String) { self.init(canonical: text.utf8.span) }

  /// The same from bytes that lie elsewhere, so that no copy of the key is left in memory.
  package init?(canonical bytes: Span<UInt8>) {
    var packed: UInt128 = 0
    var place = 0
    for offset in 0..<bytes.count {
      let byte = bytes[offset]
      if place % 6 == 5 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte < 97, let index = KeyAlphabet.index(of: byte) else { return nil }
        packed = packed << 5 | UInt128(index)
      }
      place += 1
    }
    guard place == 29 else { return nil }
    self.packed = packed
  }

  /// Index of the symbol at `place` (0 to 24, from the left).
  package func symbol(at place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: packed >> UInt128(5 * (24 - place))) & 31
  }

  /// The last five symbols as Windows shows them.
  package var tail: KeyTail { KeyTail(packed: UInt32(truncatingIfNeeded: packed) & 0x1FF_FFFF) }

  /// Whether each group repeats one symbol, as sample values do (rule KEY006).
  var hasGroupsOfOneSymbol: Bool {
    (0..<25).allSatisfy { symbol(at: $0) == symbol(at: $0 - $0 % 5) }
  }

  /// The canonical 29 bytes with dashes.
  private var canonicalBytes: [UInt8] {
    // For every key of a target: its check value is computed as it is read.
    let symbols = KeyAlphabet.symbols
    return [UInt8](unsafeUninitializedCapacity: 29) { buffer, count in
      var rest = packed
      for place in stride(from: 28, through: 0, by: -1) {
        if place % 6 == 5 {
          buffer[place] = UInt8(ascii: "-")
        } else {
          buffer[place] = symbols[Int(truncatingIfNeeded: rest) & 31]
          rest >>= 5
        }
      }
      count = 29
    }
  }

  /// Hands the canonical 29 bytes to `body`: for digests, which never need the text itself.
  package func withCanonicalBytes<Result>(_ body: ([UInt8]) -> Result) -> Result {
    body(canonicalBytes)
  }

  /// The whole key as text. Only for writing it to a target, and for public keys.
  package func reveal() -> String { String(decoding: canonicalBytes, as: UTF8.self) }
}

extension KeyMaterial: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "…-\(tail.text)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
