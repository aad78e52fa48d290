internal import KeyformSQL

/// PostgreSQL's text form of an array: `{"a","b \"c\"",NULL}`.
struct ArrayLiteral: Sendable {
  /// Without the closing bracket.
  private var bytes = [UInt8(ascii: "{")]

  init() {}

  init(_ texts: [String]) {
    for text in texts { append(text.utf8) }
  }

  var isEmpty: Bool { bytes.count == 1 }
  /// How many bytes it has by now.
  var size: Int { bytes.count }

  mutating func append(_ text: some Sequence<UInt8>) {
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

  mutating func appendNull() {
    separate()
    bytes.append(contentsOf: "NULL".utf8)
  }

  var text: String { String(decoding: bytes + [UInt8(ascii: "}")], as: UTF8.self) }

  private mutating func separate() {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
  }
}

/// A list of texts as an array.
struct ArrayList: ListParameter {
  func value(_ texts: [String]) -> String { ArrayLiteral(texts).text }

  func isAmong(_ column: String, parameter: Int) -> String {
    "\(column) = ANY($\(parameter)::pg_catalog.text[])"
  }

  /// A table that was filled a moment ago has no statistics: left to itself the server then reads all
  /// of a project and picks. OFFSET makes it look every name up.
  func select(_ read: String, _ column: String, parameter: Int, order: String) -> String {
    """
    SELECT r.* FROM pg_catalog.unnest($\(parameter)::pg_catalog.text[]) AS w (wanted) \
    CROSS JOIN LATERAL (\(read)\(column) = w.wanted OFFSET 0) AS r ORDER BY \(order)
    """
  }
}
