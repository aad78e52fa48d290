/// The values of one column, row after row: made when a query first reads the column, kept for all
/// queries.
enum StoredColumn: Sendable {
  /// The texts lie behind one another; `starts` and `lengths` say where each row's is, with length
  /// -1 for NULL.
  case text(PinnedBuffer<UInt8>, starts: PinnedBuffer<Int>, lengths: PinnedBuffer<Int32>)
  case integer(PinnedBuffer<Int>)

  var count: Int {
    switch self {
    case .text(_, let starts, _): starts.count
    case .integer(let integers): integers.count
    }
  }

  /// Where the values lie, as long as the column is kept.
  var values: ColumnValues {
    switch self {
    case .text(let bytes, let starts, let lengths):
      .text(bytes.start, starts: starts.start, lengths: lengths.start)
    case .integer(let integers): .integer(integers.start)
    }
  }
}

/// Where the values of a stored column lie: plain addresses, because reference counts that two cores
/// change at once cost more than all that SQLite does.
enum ColumnValues {
  case text(UnsafePointer<UInt8>, starts: UnsafePointer<Int>, lengths: UnsafePointer<Int32>)
  case integer(UnsafePointer<Int>)

  /// NULL in a column of integers: nothing that is counted is so small.
  static let noInteger = Int.min

  /// The UTF-8 bytes of a row's text; nil for NULL, and in a column of integers.
  func text(_ row: Int) -> UnsafeBufferPointer<UInt8>? {
    guard case .text(let bytes, let starts, let lengths) = self, lengths[row] >= 0 else {
      return nil
    }
    return UnsafeBufferPointer(start: bytes + starts[row], count: Int(lengths[row]))
  }
}

/// Elements that stay where they are, so that SQLite may read them where they lie. Written once, when
/// it is made; freed with the last who holds it.
final class PinnedBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    copy.initialize(from: elements, count: elements.count)
    start = UnsafePointer(copy)
    count = elements.count
  }

  deinit { start.deallocate() }
}
