/// A file of the repository as it was read: every place in a message refers to these bytes.
package struct SourceFile: Sendable {
  /// Relative to the root.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A line, counted from 1, without its end; nil behind the last one.
  package func line(_ number: Int) -> String? {
    var current = 1
    var start = 0
    while current < number {
      guard let end = bytes[start...].firstIndex(of: 10) else { return nil }
      start = end + 1
      current += 1
    }
    var end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
    if end > start, bytes[end - 1] == 13 { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
