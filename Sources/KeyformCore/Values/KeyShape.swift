/// Finds what is shaped like a product key inside free text: five groups of five symbols joined by
/// dashes.
///
/// Groups without dashes are left alone: 25 letters in a row are found in too many words.
package enum KeyShape {
  /// The keys in `text`, in order. A run counts where no further symbol touches it.
  package static func keys(in text: String) -> [KeyMaterial] {
    ranges(in: text).map(\.key)
  }

  /// `text` with every key masked to its last five symbols, but for those that `isPublic` knows.
  package static func masked(_ text: String, isPublic: (KeyMaterial) -> Bool) -> String {
    let found = ranges(in: text).filter { !isPublic($0.key) }
    guard !found.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var masked: [UInt8] = []
    var end = 0
    for (range, key) in found {
      masked.append(contentsOf: bytes[end..<range.lowerBound])
      masked.append(contentsOf: key.description.utf8)
      end = range.upperBound
    }
    masked.append(contentsOf: bytes[end...])
    return String(decoding: masked, as: UTF8.self)
  }

  /// Whether a text holds what a masked key looks like, `…-2YT43`.
  package static func holdsMask(_ text: String) -> Bool {
    let sign = Array("…-".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= sign.count + 5 else { return false }
    return (0...bytes.count - sign.count - 5).contains { start in
      bytes[start..<start + sign.count].elementsEqual(sign)
        && bytes[start + sign.count..<start + sign.count + 5]
          .allSatisfy { KeyAlphabet.index(of: $0) != nil }
    }
  }

  private static func ranges(in text: String) -> [(range: Range<Int>, key: KeyMaterial)] {
    guard text.utf8.count >= 29 else { return [] }
    let bytes = Array(text.utf8)
    var found: [(range: Range<Int>, key: KeyMaterial)] = []
    var start = 0
    while start + 29 <= bytes.count {
      if start == 0 || !isWord(bytes[start - 1]), let key = key(in: bytes, at: start) {
        let end = start + 29
        if end == bytes.count || !isWord(bytes[end]) {
          found.append((start..<end, key))
          start = end
          continue
        }
      }
      start += 1
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122
  }

  private static func key(in bytes: [UInt8], at start: Int) -> KeyMaterial? {
    var symbols: [UInt8] = []
    for offset in 0..<29 {
      let byte = bytes[start + offset]
      if offset % 6 == 5 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard let symbol = KeyAlphabet.index(of: byte) else { return nil }
        symbols.append(symbol)
      }
    }
    return KeyMaterial(symbols: symbols)
  }
}
