/// Writes JSON straight into bytes, with texts as they are: for what is kept and for what we alone
/// wrote. What is shown goes through `JSONWriter`, which masks.
///
/// Our own because plans are hot: 150,000 creates take `JSONEncoder` 2.0 to 2.5 s and 628 MB, and
/// it leaves out the nulls that the plan format promises
/// (docs/decisions/0010-own-json-on-the-plan-path.md).
/// Commas come by themselves; the caller balances what it opens.
package struct RawJSON: Sendable {
  /// What has been written so far; take it out and empty it to stream.
  package var bytes: [UInt8] = []
  var needsComma = false
  private let style: Style
  private var depth = 0

  package enum Style: Sendable {
    /// No white space.
    case compact
    /// Two blanks a level, for files that people read.
    case indented
  }

  package init(style: Style = .compact) { self.style = style }

  package mutating func beginObject() { open(UInt8(ascii: "{")) }
  package mutating func endObject() { close(UInt8(ascii: "}")) }
  package mutating func beginArray() { open(UInt8(ascii: "[")) }
  package mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The key of the value that is written next.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    endKey()
  }

  /// The same for a name of ours, which nothing has to be escaped in.
  package mutating func key(_ name: StaticString) {
    separate()
    append("\"", name, style == .indented ? "\": " : "\":")
    needsComma = false
    isAfterKey = true
  }

  mutating func endKey() {
    bytes.append(UInt8(ascii: ":"))
    if style == .indented { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
    isAfterKey = true
  }

  var isAfterKey = false

  /// As ``prepared(_:)`` of our own words.
  package mutating func prepared(_ prefix: StaticString) {
    separate()
    append(prefix)
    isAfterKey = true
  }

  /// Ends with our own words what was opened with prepared ones.
  package mutating func close(with words: StaticString) {
    append(words)
    needsComma = true
    isAfterKey = false
  }

  /// Our own words in place of the comma or colon before the value that comes next: for text with
  /// JSON's values in it.
  package mutating func between(_ words: StaticString) {
    append(words)
    needsComma = false
    isAfterKey = true
  }

  /// Takes in values that another writer wrote, with commas between them.
  package mutating func append(_ other: RawJSON) {
    guard !other.bytes.isEmpty else { return }
    separate()
    bytes.append(contentsOf: other.bytes)
    needsComma = true
  }

  /// A value as another writer wrote it, at a range of its bytes.
  package mutating func value(_ range: Range<Int>, of other: RawJSON) {
    separate()
    other.bytes.withUnsafeBufferPointer { bytes.append(contentsOf: $0[range]) }
    needsComma = true
  }

  /// Says that somebody else wrote the value that was due.
  package mutating func endValue() {
    isAfterKey = false
    needsComma = true
  }

  /// The same of our own words around the name of a field, such as
  /// `{"name":"quantity","from":null,"to":`. For hot loops, which an array of bytes would cost more:
  /// two cores fight over its references.
  package mutating func prepared(
    _ prefix: StaticString, _ name: StaticString, _ suffix: StaticString
  ) {
    separate()
    append(prefix, name, suffix)
    isAfterKey = true
  }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  package mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  package mutating func value(_ number: Int) {
    separate()
    append(number)
    needsComma = true
  }

  /// Null where the number is none.
  package mutating func value(_ number: Double) {
    literal(number.isFinite ? String(number) : "null")
  }

  package mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }
  package mutating func null() { literal("null") }

  /// A field's value as plans and the journal hold it: text, an array of texts, or null.
  package mutating func value(_ field: FieldValue) {
    switch field {
    case .none: null()
    case .text(let text): value(text)
    case .count(let count):
      separate()
      bytes.append(UInt8(ascii: "\""))
      append(count)
      bytes.append(UInt8(ascii: "\""))
      needsComma = true
    case .flag(let flag): value(flag ? "true" : "false")
    case .list(let items):
      beginArray()
      for item in items { value(item) }
      endArray()
    }
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
    depth += 1
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if style == .indented, needsComma { breakLine() }
    bytes.append(bracket)
    needsComma = true
  }

  mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if style == .indented, depth > 0 { breakLine() }
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func append(_ number: Int) {
    if number < 0 {
      bytes.append(contentsOf: String(number).utf8)
      return
    }
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(48 + number / unit % 10))
      unit /= 10
    }
  }

  /// At once: room is made for each time that an array grows.
  private mutating func append(
    _ prefix: StaticString, _ name: StaticString, _ suffix: StaticString
  ) {
    let count = prefix.utf8CodeUnitCount + name.utf8CodeUnitCount + suffix.utf8CodeUnitCount
    bytes.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { room, used in
        guard let start = room.baseAddress else { return }
        func add(_ words: StaticString) {
          (start + used).update(from: words.utf8Start, count: words.utf8CodeUnitCount)
          used += words.utf8CodeUnitCount
        }
        add(prefix)
        add(name)
        add(suffix)
      }
    }
  }

  private mutating func append(_ words: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
  }
}
