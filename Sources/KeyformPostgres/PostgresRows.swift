internal import CLibPQ
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
    let current = row
    row = nil
    held = try HeldRows(current) { () throws(TargetError) in try database.nextRow() }
  }

  func isNull(_ column: Int) -> Bool { bytes(column) == nil }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    if let row { return row.bytes(column) }
    return held?.bytes(column)
  }

  func integer(_ column: Int) -> Int? {
    defer { extendLifetime(self) }
    guard let bytes = bytes(column), var rest = bytes[...] as Slice?, let first = rest.first else {
      return nil
    }
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

extension PostgresResult {
  /// The bytes of a value of the first row, good for as long as this object; nil where it is NULL.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    defer { extendLifetime(self) }
    let count = Int(PQgetlength(pointer, 0, Int32(column)))
    // An empty text has no length either.
    if count == 0, PQgetisnull(pointer, 0, Int32(column)) != 0 { return nil }
    guard let start = PQgetvalue(pointer, 0, Int32(column)) else { return nil }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }
}

/// Rows in one block of memory: a result of libpq takes two kilobytes for each.
private final class HeldRows {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  /// Where each value ends; below zero: it is NULL, and the end is the complement.
  private let ends: [Int]
  private let columns: Int
  /// Of the current row; before the first, -1.
  private var row: Int

  /// `current` is the row that was read last, if one was; `rest` gives those behind it.
  init(
    _ current: PostgresResult?, _ rest: () throws(TargetError) -> PostgresResult?
  ) throws(TargetError) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var columns = 0
    var next = current
    if next == nil { next = try rest() }
    while let result = next {
      columns = Int(PQnfields(result.pointer))
      for column in 0..<columns {
        let value = result.bytes(column)
        if let value { bytes.append(contentsOf: value) }
        ends.append(value == nil ? ~bytes.count : bytes.count)
      }
      next = try rest()
    }
    self.bytes = .allocate(capacity: bytes.count)
    _ = self.bytes.initialize(from: bytes)
    self.ends = ends
    self.columns = columns
    row = current == nil ? -1 : 0
  }

  deinit { bytes.deallocate() }

  func next() -> Bool {
    guard (row + 1) * columns < ends.count else { return false }
    row += 1
    return true
  }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    let index = row * columns + column
    guard row >= 0, index < ends.count, ends[index] >= 0 else { return nil }
    let before = index == 0 ? 0 : ends[index - 1]
    let start = before < 0 ? ~before : before
    return UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])
  }
}
