/// Bytes that may leave the process: secrets in them are masked, and nothing in them steers a
/// terminal but the colours that a style asked for.
///
/// Only this file makes them, of what the three writers hold, so that nothing is shown that went
/// past masking.
package struct ReportBytes: Hashable, Sendable {
  package let bytes: [UInt8]

  fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One after the other.
  package static func joined(_ parts: [ReportBytes]) -> ReportBytes {
    ReportBytes(parts.flatMap(\.bytes))
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// JSON as it may stand within an element `script` of HTML: without a sign that could end that, or
  /// begin a comment in it. In JSON there is none outside of texts.
  var inScript: ReportBytes {
    guard bytes.contains(UInt8(ascii: "<")) else { return self }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 64)
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        escaped.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, 0x33, 0x63])
      } else {
        escaped.append(byte)
      }
    }
    return ReportBytes(escaped)
  }
}

/// Where a report's bytes go, in order and in pieces of about 64 KB, so that a plan of 150,000
/// changes is never one text in memory. What it throws ends the report and reaches the caller.
package typealias ReportSink = (ReportBytes) throws -> Void

extension TextBuffer {
  /// What has been written since the last time.
  package mutating func take() -> ReportBytes { ReportBytes(drain()) }

  /// Hands what is there to `sink` once it is worth it.
  mutating func flush(to sink: ReportSink, above size: Int = 65_536) throws {
    guard count > size else { return }
    try sink(take())
  }
}

extension MarkupBuffer {
  /// What has been written since the last time.
  mutating func take() -> ReportBytes { ReportBytes(drain()) }
}

extension JSONWriter {
  /// What has been written since the last time.
  package mutating func take() -> ReportBytes { ReportBytes(drain()) }

  /// The same, a whole document: it ends with a line feed.
  package mutating func takeDocument() -> ReportBytes {
    close(with: "\n")
    return take()
  }

  /// Hands what is there to `sink` once it is worth it.
  mutating func flush(to sink: ReportSink, above size: Int = 65_536) throws {
    guard count > size, !isPart else { return }
    try sink(take())
  }
}
