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

/// The name under which git keeps the bytes of a file.
package enum BlobDigest {
  /// In hex: SHA-1, or SHA-256 where `name`, of the same repository, is as long as one.
  package static func of(_ bytes: [UInt8], like name: String) -> String {
    name.utf8.count == 64 ? hex(SHA256(), bytes) : hex(Insecure.SHA1(), bytes)
  }

  private static func hex<Hash: HashFunction>(_ hash: Hash, _ bytes: [UInt8]) -> String {
    var hash = hash
    for part in [Array("blob \(bytes.count)\0".utf8), bytes] {
      part.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    return Hex.text(hash.finalize())
  }
}
