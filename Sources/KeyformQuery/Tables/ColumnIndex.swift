internal import KeyformSQL

/// The rows of a table by the text of one column, in their order: made when a query first looks rows
/// up by it, kept for all queries.
final class ColumnIndex: Sendable {
  private let column: StoredColumn
  /// The first row of each text at its hash, or behind that where it is taken; -1 where free.
  private let heads: PinnedBuffer<Int32>
  /// The next row with the same text; -1 behind the last.
  private let next: PinnedBuffer<Int32>

  init(_ column: StoredColumn) {
    var size = 16
    // At least as many free places as taken ones.
    while size < 2 * column.count { size *= 2 }
    var heads = [Int32](repeating: -1, count: size)
    var next = [Int32](repeating: -1, count: column.count)
    let values = column.values
    heads.withUnsafeMutableBufferPointer { heads in
      // From the back, so that chains run forwards.
      for row in (0..<column.count).reversed() {
        guard let text = values.text(row) else { continue }
        let place = RowLinks.place(of: text, in: UnsafeBufferPointer(heads), values)
        next[row] = heads[place]
        heads[place] = Int32(row)
      }
    }
    self.column = column
    self.heads = PinnedBuffer(heads)
    self.next = PinnedBuffer(next)
  }

  /// Where the index lies, as long as it is kept.
  var links: RowLinks {
    RowLinks(
      heads: UnsafeBufferPointer(start: heads.start, count: heads.count), next: next.start,
      values: column.values)
  }
}

/// Where an index lies: plain addresses, as of `ColumnValues`.
struct RowLinks {
  fileprivate let heads: UnsafeBufferPointer<Int32>
  /// The next row with the same text; -1 behind the last.
  let next: UnsafePointer<Int32>
  fileprivate let values: ColumnValues

  /// The first row with that text; -1 where there is none.
  func first(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    heads[Self.place(of: text, in: heads, values)]
  }

  /// `heads` are a power of two, not all of them taken.
  fileprivate static func place(
    of text: UnsafeBufferPointer<UInt8>, in heads: UnsafeBufferPointer<Int32>,
    _ values: ColumnValues
  ) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    var place = hasher.finalize() & (heads.count - 1)
    while heads[place] >= 0 {
      if let other = values.text(Int(heads[place])), other.isSame(as: text) { break }
      place = (place + 1) & (heads.count - 1)
    }
    return place
  }
}
