package import KeyformCore

/// HTML on its way out. Markup is our own words, which a compiler has seen; every text goes through
/// the one escaping here, masked and made visible before, so that no text is markup, ends an
/// attribute or turns the reading direction.
package struct MarkupBuffer {
  private var bytes: [UInt8] = []
  package let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// Bytes that wait.
  var count: Int { bytes.count }

  /// All bytes that wait, which are gone then.
  mutating func drain() -> [UInt8] {
    let drained = bytes
    bytes.removeAll(keepingCapacity: true)
    return drained
  }

  /// Our own words, as they are.
  mutating func add(markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// A text, between tags or within the quotes of an attribute. A line break is shown as `\n`.
  mutating func add(_ text: String) { add(ShownText(text, masking)) }

  /// A text whose line breaks stay.
  mutating func add(paragraphs text: String) { add(ShownText(paragraphs: text, masking)) }

  mutating func add(_ opening: StaticString, _ text: String, _ closing: StaticString) {
    add(markup: opening)
    add(text)
    add(markup: closing)
  }

  /// The first `most` characters, and how many there are where that is not all.
  mutating func add(clipped text: String, most: Int = 600) {
    // A character has at most so many bytes in any text that people write.
    guard text.utf8.count > most, text.unicodeScalars.count > most else { return add(text) }
    // What is masked must be so before it is cut: half of a key looks like none.
    let shown = ShownText(text, masking).text.unicodeScalars
    escape(String(String.UnicodeScalarView(shown.prefix(most))))
    add(markup: "… <span class=\"more\">(")
    add(text.unicodeScalars.count)
    add(markup: " characters)</span>")
  }

  mutating func add(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// With one digit behind the point: a place in a picture.
  mutating func add(place: Double) {
    let tenths = Int((place * 10).rounded())
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    add(abs(tenths) / 10)
    guard tenths % 10 != 0 else { return }
    bytes.append(UInt8(ascii: "."))
    add(abs(tenths) % 10)
  }

  private mutating func add(_ shown: ShownText) { escape(shown.text) }

  /// Also what a runner of jobs would take for an order, where the page is written into its log.
  private mutating func escape(_ text: String) {
    var last: UInt8 = 0
    for byte in text.utf8 {
      defer { last = byte }
      switch byte {
      case UInt8(ascii: "#"): add(markup: "&#35;")
      case UInt8(ascii: ":") where last == byte: add(markup: "&#58;")
      case UInt8(ascii: "&"): add(markup: "&amp;")
      case UInt8(ascii: "<"): add(markup: "&lt;")
      case UInt8(ascii: ">"): add(markup: "&gt;")
      case UInt8(ascii: "\""): add(markup: "&quot;")
      case UInt8(ascii: "'"): add(markup: "&#39;")
      default: bytes.append(byte)
      }
    }
  }
}
