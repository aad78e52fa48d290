/// PostgreSQL's text form of an array: `{"a","b \"c\"",NULL}`.
package struct ArrayLiteral: Sendable {
  /// Without the closing bracket.
  private var bytes = [UInt8(ascii: "{")]

  package init() {}

  package init(_ texts: [String]) {
    for text in texts { append(text.utf8) }
  }

  package var isEmpty: Bool { bytes.count == 1 }
  /// How many bytes it has by now.
  package var size: Int { bytes.count }

  package mutating func append(_ text: some Sequence<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func appendNull() {
    separate()
    bytes.append(contentsOf: "NULL".utf8)
  }

  package var text: String { String(decoding: bytes + [UInt8(ascii: "}")], as: UTF8.self) }

  private mutating func separate() {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
  }
}
