package import KeyformCore
internal import KeyformYAML

/// Writes tail and check value beside a key's secret, touching no other byte of the file.
package enum RecordEdit {
  /// The file's bytes with the identity recorded; nil where the entry has a shape that cannot be
  /// edited safely. `name` is the key's.
  package static func recording(
    _ identity: KeyIdentity, for name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    let reader = YAMLReader(bytes)
    while reader.next() != .end {}
    guard reader.problems.isEmpty else { return nil }
    var edited = bytes
    // Each goes right in front of `secret`, so the tail comes first and the check behind it.
    for (field, value) in [("tail", identity.tail.text), ("check", identity.check.text)] {
      guard let next = setting(field, to: quoted(value), of: name, in: edited) else { return nil }
      edited = next
    }
    return edited
  }

  private static func quoted(_ value: String) -> String {
    ScalarStyle.plain.written(EditedScalar(value))
  }

  private static func setting(
    _ field: String, to value: String, of name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    let index = MarkIndex(bytes)
    let source = SourceText(bytes)
    let entry = ["keys", name]
    if let place = index.place(of: entry + [field]) {
      return source.offset(of: place.value).flatMap {
        replacingScalar(at: $0, with: value, in: bytes)
      }
    }
    guard let own = index.place(of: entry), let secret = index.place(of: entry + ["secret"]),
      let start = source.offset(of: own.value), let anchor = source.offset(of: secret.key),
      start < bytes.count
    else { return nil }
    var edited = bytes
    if bytes[start] == UInt8(ascii: "{") {
      edited.insert(contentsOf: "\(field): \(value), ".utf8, at: anchor)
      return edited
    }
    // Block style: a line of its own in front of `secret`, with its indentation.
    let first = Mark(line: secret.key.line, column: 1)
    guard let line = source.offset(of: first), bytes[line..<anchor].allSatisfy({ $0 == 0x20 })
    else { return nil }
    let indentation = Array(bytes[line..<anchor])
    edited.insert(
      contentsOf: indentation
        + Array("\(field): \(value)\(Layout(bytes).lineBreak(at: line))".utf8), at: line)
    return edited
  }

  /// Replaces a plain or quoted scalar on one line, or puts a value where none stands.
  private static func replacingScalar(
    at start: Int, with value: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    let first = start < bytes.count ? bytes[start] : 10
    var end = start
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let close = bytes[(start + 1)...].firstIndex(of: first) else { return nil }
      end = close + 1
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "|"), UInt8(ascii: ">"): return nil
    default:
      let stops: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "}")]
      while end < bytes.count, bytes[end] > 0x20, !stops.contains(bytes[end]) { end += 1 }
    }
    // An empty field: its value is due behind the colon, with a blank between.
    let isBehindColon = end == start && start > 0 && bytes[start - 1] == UInt8(ascii: ":")
    return Array(bytes[..<start]) + Array((isBehindColon ? " " + value : value).utf8)
      + Array(bytes[end...])
  }
}
