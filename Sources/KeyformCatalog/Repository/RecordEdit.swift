package import KeyformCore
internal import KeyformYAML

/// Writes tail and check value beside a key's secret, touching no other byte of the file.
package enum RecordEdit {
  /// The file's bytes with the identity recorded; nil where the entry has a shape that cannot be
  /// edited safely. `name` is the key's.
  package static func recording(
    _ identity: KeyIdentity, for name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    var edited = bytes
    // Each goes right in front of `secret`, so the tail comes first and the check behind it.
    for (field, value) in [("tail", identity.tail.text), ("check", identity.check.text)] {
      guard let next = setting(field, to: quoted(value), of: name, in: edited) else { return nil }
      edited = next
    }
    return edited
  }

  /// Text that a YAML reader would take for a number or a date gets quotes: check values such as
  /// 123 or 1e3 stay text for every reader.
  private static func quoted(_ value: String) -> String {
    value.utf8.allSatisfy { $0 >= 48 && $0 <= 57 || $0 == 0x65 } ? "\"\(value)\"" : value
  }

  private static func setting(
    _ field: String, to value: String, of name: String, in bytes: [UInt8]
  ) -> [UInt8]? {
    let index = MarkIndex(bytes)
    let entry = ["keys", name]
    let lines = Lines(bytes)
    if let place = index.place(of: entry + [field]) {
      return lines.replacingScalar(at: place.value, with: value)
    }
    guard let own = index.place(of: entry), let secret = index.place(of: entry + ["secret"]),
      let start = lines.offset(of: own.value), let anchor = lines.offset(of: secret.key)
    else { return nil }
    var edited = bytes
    if bytes[start] == UInt8(ascii: "{") {
      edited.insert(contentsOf: "\(field): \(value), ".utf8, at: anchor)
      return edited
    }
    // Block style: a line of its own in front of `secret`, with its indentation.
    guard let line = lines.start(ofLine: secret.key.line) else { return nil }
    let indentation = bytes[line..<anchor]
    guard indentation.allSatisfy({ $0 == 0x20 }) else { return nil }
    let ending = lines.usesCarriageReturns ? "\r\n" : "\n"
    edited.insert(
      contentsOf: Array(indentation) + Array("\(field): \(value)\(ending)".utf8), at: line)
    return edited
  }
}

/// Finds bytes by line and column; columns count characters, as the reader does.
private struct Lines {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var usesCarriageReturns: Bool { zip(bytes, bytes.dropFirst()).contains { $0 == 13 && $1 == 10 } }

  func start(ofLine number: Int32) -> Int? {
    var line: Int32 = 1
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while line < number {
      guard let end = bytes[offset...].firstIndex(of: 10) else { return nil }
      offset = end + 1
      line += 1
    }
    return offset
  }

  func offset(of mark: Mark) -> Int? {
    guard var offset = start(ofLine: mark.line) else { return nil }
    for _ in 1..<max(mark.column, 1) {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset < bytes.count ? offset : nil
  }

  /// A plain or quoted scalar on one line.
  func replacingScalar(at mark: Mark, with value: String) -> [UInt8]? {
    guard let start = offset(of: mark) else { return nil }
    var end = start
    let first = bytes[start]
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let close = bytes[(start + 1)...].firstIndex(of: first) else { return nil }
      end = close + 1
    } else {
      while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ","),
        bytes[end] != UInt8(ascii: "}")
      {
        end += 1
      }
    }
    return Array(bytes[..<start]) + Array(value.utf8) + Array(bytes[end...])
  }
}
