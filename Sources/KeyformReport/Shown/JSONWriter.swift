package import KeyformCore

/// Writes JSON that is shown or saved: masks each text by itself, keys of objects as well.
///
/// What looks like a secret key is masked, passwords of URLs are, and a character that would not
/// show itself on a terminal stands there as an escape. Names of members are constants; a name that
/// comes from data is said to be one.
package struct JSONWriter: Sendable {
  private var json: RawJSON
  private let style: RawJSON.Style
  let masking: Masking
  /// Whether it is taken in by another writer, and hands nothing to a sink itself.
  private(set) var isPart = false
  /// Texts of fields that masking looked at: another writer's may show them otherwise.
  private(set) var maskedFields = 0

  /// Whether masked texts of fields differ as far as they may, as plans and statements keep them.
  private let keepsFields: Bool

  package init(
    masking: Masking, style: RawJSON.Style = .compact, keepsFields: Bool = false
  ) {
    json = RawJSON(style: style)
    self.style = style
    self.masking = masking
    self.keepsFields = keepsFields
  }

  /// For values that `append(_:)` takes in; nil where their place decides how they are laid out.
  var part: JSONWriter? {
    guard style == .compact else { return nil }
    var part = JSONWriter(masking: masking, keepsFields: keepsFields)
    part.isPart = true
    return part
  }

  /// Bytes that wait.
  var count: Int { json.bytes.count }

  mutating func reserveCapacity(_ count: Int) { json.bytes.reserveCapacity(count) }

  /// All bytes that wait, which are gone then.
  mutating func drain() -> [UInt8] {
    var bytes = json.bytes
    // Room for the next piece, of which there mostly is none.
    json.bytes.removeAll()
    RunnerOrders.defuse(json: &bytes)
    return bytes
  }

  package mutating func beginObject() { json.beginObject() }
  package mutating func endObject() { json.endObject() }
  package mutating func beginArray() { json.beginArray() }
  package mutating func endArray() { json.endArray() }

  /// The key of the value that is written next.
  package mutating func key(_ name: StaticString) { json.key(name) }

  /// The same with a name that is data.
  package mutating func key(named name: String) { json.key(visible: shown(name)) }

  /// The same; `onLine`: it begins a line, in a compact document.
  mutating func key(_ name: StaticString, onLine: Bool) {
    if onLine, style == .compact { json.prepared("\n") }
    json.key(name)
  }

  package mutating func value(_ text: String) {
    if !json.value(harmless: text, isField: false) { json.value(visible: shown(text)) }
  }

  package mutating func value(_ number: Int) { json.value(number) }

  /// Null where the number is none.
  package mutating func value(_ number: Double) { json.value(number) }

  package mutating func value(_ flag: Bool) { json.value(flag) }
  package mutating func null() { json.null() }

  mutating func value(_ digest: RowDigest) { json.value(digest.hex) }

  /// A field's value as plans hold it: text, an array of texts, or null. Of a password in it nothing
  /// is masked: it is data that a saved plan writes, and stands in files and target as it is here.
  package mutating func value(_ field: FieldValue) {
    switch field {
    case .text(let text): value(ofField: text)
    case .list(let items):
      json.beginArray()
      for item in items { value(ofField: item) }
      json.endArray()
    case .none, .count, .flag: json.value(field)
    }
  }

  private mutating func value(ofField text: String) {
    if json.value(harmless: text, isField: true) { return }
    maskedFields += 1
    json.value(visible: keepsFields ? masking.kept(text) : masking.masked(text))
  }

  /// A value as another writer wrote it, at a range of the bytes that wait there.
  mutating func value(_ range: Range<Int>, of other: JSONWriter) {
    json.value(range, of: other.json)
  }

  private func shown(_ text: String) -> String {
    URLPasswords.masked(masking.masked(text))
  }
}

// Prepared pieces, for hot loops and for documents with a layout of their own.
extension JSONWriter {
  /// Ends where a value is due; the caller closes what it opens.
  mutating func prepared(_ prefix: StaticString, _ name: StaticString, _ suffix: StaticString) {
    json.prepared(prefix, name, suffix)
  }

  mutating func prepared(_ piece: StaticString) { json.prepared(piece) }

  /// The value that comes next begins a line, in a compact document.
  mutating func beginLine() {
    if style == .compact { json.prepared("\n" as StaticString) }
  }

  mutating func endLine() {
    if style == .compact { json.close(with: "\n") }
  }

  /// Ends what was opened by a prepared piece.
  mutating func close(with piece: StaticString) { json.close(with: piece) }

  /// Stands before the value that comes next, in place of a comma.
  mutating func between(_ words: StaticString) { json.between(words) }

  /// Takes in values that another writer wrote.
  mutating func append(_ other: JSONWriter) { json.append(other.json) }

  /// Says that somebody else wrote the value that was due.
  mutating func endValue() { json.endValue() }
}
