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
