internal import Crypto

/// HMAC-SHA-256 of a row under a key that never leaves its target: binds a plan to the rows it was
/// made from without telling anything of a secret value in them.
package struct RowDigest: Hashable, Sendable {
  /// 64 lower-case hex digits.
  package let hex: String

  fileprivate init(bytes: some Sequence<UInt8>) { hex = Hex.text(bytes) }

  /// Nil unless 64 lower-case hex digits.
  package init?(hex: String) {
    guard hex.utf8.count == 64, Hex.bytes(hex) != nil else { return nil }
    self.hex = hex
  }
}

/// The random key of a target's row digests and of the codes of its plans. Masked like a product key.
package struct DigestKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let bytes: [UInt8]

  /// Nil unless 64 hex digits.
  package init?(hex: String) {
    guard hex.utf8.count == 64, let bytes = Hex.bytes(hex) else { return nil }
    self.bytes = bytes
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// A new one, from the system's source of randomness.
  package static func random() -> DigestKey {
    var generator = SystemRandomNumberGenerator()
    return DigestKey(
      bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// The 64 hex digits, for the target's own table and for nothing else.
  package func revealHex() -> String { Hex.text(bytes) }

  var symmetric: SymmetricKey { SymmetricKey(data: bytes) }

  package var description: String { "digest key" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Makes row digests. Starts each from a copy of one keyed state, which halves the time.
package struct RowDigester: Sendable {
  private let keyed: HMAC<SHA256>

  package init(key: DigestKey) { keyed = HMAC(key: key.symmetric) }

  /// Covers every field of the row and the secret value.
  package func digest<Value: Managed>(of value: Value, material: KeyMaterial?) -> RowDigest {
    var frame: [UInt8] = []
    frame.reserveCapacity(512)
    func add(count: Int) {
      withUnsafeBytes(of: UInt32(count).littleEndian) { frame.append(contentsOf: $0) }
    }
    func add(_ bytes: String.UTF8View) {
      add(count: bytes.count)
      frame.append(contentsOf: bytes)
    }
    add(value.address.description.utf8)
    value.forEachField { name, field in
      add(name.utf8)
      switch field {
      case .list(let items):
        // Counted, or the last item could pass for the next field.
        add(count: items.count)
        for item in items { add(item.utf8) }
      case .none, .text, .count, .flag: add((field.shown ?? "").utf8)
      }
    }
    material?.withCanonicalBytes { frame.append(contentsOf: $0) }
    var keyed = keyed
    keyed.update(data: frame)
    return RowDigest(bytes: keyed.finalize())
  }
}
