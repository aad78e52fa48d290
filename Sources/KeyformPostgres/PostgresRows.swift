internal import CLibPQ
internal import Glibc
internal import KeyformCore
internal import KeyformSQL

/// The rows of a query as they come from the server, or held in memory once another statement has
/// to run on the connection.
final class PostgresRows: SQLRows {
  private let database: PostgresDatabase
  /// The row that was read last, while rows come from the server.
  private var row: PostgresResult?
  private var held: HeldRows?

  init(_ database: PostgresDatabase) { self.database = database }

  func next() throws(TargetError) -> Bool {
    if held != nil { return held?.next() ?? false }
    row = try database.nextRow()
    return row != nil
  }

  /// Takes all that is left from the server.
  func hold() throws(TargetError) {
    guard held == nil else { return }
    var rows = HeldRows()
    if let row { rows.append(row, isCurrent: true) }
    row = nil
    while let row = try database.nextRow() { rows.append(row, isCurrent: false) }
    held = rows
  }

  func isNull(_ column: Int) -> Bool { withBytes(column) { $0 == nil } }

  func text(_ column: Int) -> String? {
    withBytes(column) { bytes in bytes.map { String(decoding: $0, as: UTF8.self) } }
  }

  func read(_ column: Int, into text: inout String) -> SQLText {
    withBytes(column) { bytes in
      guard let bytes else { return .null }
      if Self.isEqual(&text, bytes) { return .unchanged }
      text = String(decoding: bytes, as: UTF8.self)
      return .changed
    }
  }

  func holds(_ text: String, at column: Int) -> Bool {
    withBytes(column) { bytes in
      guard let bytes else { return false }
      var text = text
      return Self.isEqual(&text, bytes)
    }
  }

  func integer(_ column: Int) -> Int? {
    withBytes(column) { bytes in
      guard let bytes, var rest = bytes[...] as Slice?, let first = rest.first else { return nil }
      let isNegative = first == UInt8(ascii: "-")
      if isNegative { rest = rest.dropFirst() }
      guard !rest.isEmpty, rest.count < 19 else { return nil }
      var number = 0
      for byte in rest {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return isNegative ? -number : number
    }
  }

  func key(_ column: Int) -> KeyMaterial? {
    withBytes(column) { bytes in
      guard let bytes else { return nil }
      return KeyMaterial(canonical: bytes.span)
    }
  }

  @inline(__always)
  private static func isEqual(_ text: inout String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == text.utf8.count, let start = bytes.baseAddress else {
      return bytes.isEmpty && text.isEmpty
    }
    return text.withUTF8 { own in
      own.baseAddress.map { memcmp($0, start, own.count) == 0 } ?? true
    }
  }

  /// The bytes of a value; nil where it is NULL.
  @inline(__always)
  private func withBytes<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    if let row { return row.withBytes(column, body) }
    guard let held else { return body(nil) }
    return held.withBytes(column, body)
  }
}

extension PostgresResult {
  /// The bytes of a value of the first row; nil where it is NULL.
  @inline(__always)
  func withBytes<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    withExtendedLifetime(self) {
      let count = Int(PQgetlength(pointer, 0, Int32(column)))
      // An empty text has no length either.
      if count == 0, PQgetisnull(pointer, 0, Int32(column)) != 0 { return body(nil) }
      guard let start = PQgetvalue(pointer, 0, Int32(column)) else { return body(nil) }
      return start.withMemoryRebound(to: UInt8.self, capacity: count) {
        body(UnsafeBufferPointer(start: $0, count: count))
      }
    }
  }
}

/// Rows in one block of memory: a result of libpq takes two kilobytes for each.
private struct HeldRows {
  private var bytes: [UInt8] = []
  /// Where each value ends; below zero: it is NULL, and the end is the complement.
  private var ends: [Int] = []
  private var columns = 0
  /// Of the current row; before the first, -1.
  private var row = -1

  mutating func append(_ result: PostgresResult, isCurrent: Bool) {
    columns = Int(PQnfields(result.pointer))
    for column in 0..<columns {
      result.withBytes(column) { value in
        if let value { bytes.append(contentsOf: value) }
        ends.append(value == nil ? ~bytes.count : bytes.count)
      }
    }
    if isCurrent { row = 0 }
  }

  mutating func next() -> Bool {
    guard (row + 1) * columns < ends.count else { return false }
    row += 1
    return true
  }

  func withBytes<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    let index = row * columns + column
    guard row >= 0, index < ends.count, ends[index] >= 0 else { return body(nil) }
    let before = index == 0 ? 0 : ends[index - 1]
    let start = before < 0 ? ~before : before
    return bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<ends[index]]))
    }
  }
}
