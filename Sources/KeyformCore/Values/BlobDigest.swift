internal import Crypto

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
