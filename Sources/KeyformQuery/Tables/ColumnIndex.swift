internal import KeyformCore
internal import KeyformSQL

/// The rows of a table by the text of one column, in their order: made when a query first joins by
/// it, kept for all queries.
final class ColumnIndex: Sendable {
  private let heads: [String: Int32]
  /// The next row with the same text; -1 behind the last.
  private let next: [Int32]
  private let places: [RowPlace]

  init(_ source: any TableSource, _ column: Int, mask: @escaping @Sendable (String) -> String) {
    var places: [RowPlace] = []
    places.reserveCapacity(source.entries)
    for entry in 0..<source.entries {
      for row in 0..<(source.isOneRowEach ? 1 : source.rows(of: entry)) {
        places.append(RowPlace(entry: Int32(entry), row: Int32(row)))
      }
    }
    var heads: [String: Int32] = [:]
    heads.reserveCapacity(places.count)
    var next = [Int32](repeating: -1, count: places.count)
    let sink = TextSink(mask: mask)
    // From the back, so that chains run forwards.
    for index in places.indices.reversed() {
      sink.text = nil
      source.put(column, of: places[index], to: sink)
      guard let text = sink.text else { continue }
      if let other = heads.updateValue(Int32(index), forKey: text) { next[index] = other }
    }
    self.heads = heads
    self.next = next
    self.places = places
  }

  /// The first row with that text; -1 where there is none.
  func first(_ text: String) -> Int32 { heads[text] ?? -1 }
  func row(after row: Int32) -> Int32 { next[Int(row)] }
  func place(_ row: Int32) -> RowPlace { places[Int(row)] }
}

/// Takes the text of a column.
final class TextSink: SQLStatement {
  var text: String?
  private let mask: @Sendable (String) -> String

  init(mask: @escaping @Sendable (String) -> String) { self.mask = mask }

  func bind(_ text: String?, at parameter: Int) { self.text = text.map(mask) }
  func bind(_ integer: Int?, at parameter: Int) { text = integer.map(String.init) }
  func bind(_ text: [UInt8], at parameter: Int) {
    self.text = mask(String(decoding: text, as: UTF8.self))
  }
  func run() throws(TargetError) {}
}
