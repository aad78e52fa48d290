internal import KeyformCore

/// The hash of one change set: SHA-256 over its columns, every item in order, and the hash of the
/// project's change set before it. Whoever alters a line has to alter every hash after it.
///
/// Each column is framed as `LENGTH:BYTES,` and NULL as `-,`: no two rows give the same bytes.
struct JournalHash {
  private var digest = ContentDigest()
  private var frame: [UInt8] = []

  mutating func add(_ text: String?) {
    if let text { add(Array(text.utf8)) } else { add([UInt8]?.none) }
  }

  mutating func add(_ bytes: [UInt8]?) {
    if let bytes {
      frame.append(contentsOf: String(bytes.count).utf8)
      frame.append(UInt8(ascii: ":"))
      frame.append(contentsOf: bytes)
    } else {
      frame.append(UInt8(ascii: "-"))
    }
    frame.append(UInt8(ascii: ","))
    if frame.count > 65_536 { flush() }
  }

  mutating func add(_ number: Int?) { add(number.map { String($0) }) }

  private mutating func flush() {
    digest.update(frame)
    frame.removeAll(keepingCapacity: true)
  }

  /// 64 lower-case hex digits.
  mutating func finish() -> String {
    flush()
    return digest.hex()
  }
}
