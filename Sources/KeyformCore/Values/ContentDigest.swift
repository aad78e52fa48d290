internal import Crypto

/// SHA-256 of text that holds no secret: catalogues, plans, change sets.
package struct ContentDigest: Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// A part of a longer text, without a copy.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  /// 64 lower-case hex digits.
  package func hex() -> String {
    let copy = hash
    return Hex.text(copy.finalize())
  }
}
