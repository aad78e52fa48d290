internal import KeyformCore
internal import KeyformSQL

/// Takes the values of some columns, row after row. What is shaped like a secret key is masked
/// before any expression can take it apart.
final class ColumnsBuilder: SQLStatement {
  private let mask: @Sendable (String) -> String
  private let kinds: [QueryColumn.Kind]
  /// By column; empty where the column is of the other kind, or not wanted.
  private var texts: [Texts]
  private var integers: [[Int]]

  /// A shorter text holds no key.
  static let shortestKey = 20

  /// Only `wanted` of the table's columns are bound, each once in every row.
  init(
    _ columns: [QueryColumn], wanted: WantedColumns, rows: Int,
    mask: @escaping @Sendable (String) -> String
  ) {
    self.mask = mask
    kinds = columns.map(\.kind)
    texts = columns.map { _ in Texts() }
    integers = columns.map { _ in [] }
    for index in columns.indices where wanted.contains(index) {
      switch kinds[index] {
      case .text: texts[index].reserve(rows)
      case .integer: integers[index].reserveCapacity(rows)
      }
    }
  }

  func column(_ index: Int) -> StoredColumn {
    switch kinds[index] {
    case .text:
      .text(
        PinnedBuffer(texts[index].bytes), starts: PinnedBuffer(texts[index].starts),
        lengths: PinnedBuffer(texts[index].lengths))
    case .integer: .integer(PinnedBuffer(integers[index]))
    }
  }

  func bind(_ text: String?, at parameter: Int) {
    guard var text else { return texts[parameter - 1].addNull() }
    if text.utf8.count >= Self.shortestKey { text = mask(text) }
    text.withUTF8 { texts[parameter - 1].add($0) }
  }

  func bind(_ integer: Int?, at parameter: Int) {
    switch kinds[parameter - 1] {
    case .integer: integers[parameter - 1].append(integer ?? ColumnValues.noInteger)
    case .text: bind(integer.map(String.init), at: parameter)
    }
  }

  func bind(_ text: [UInt8], at parameter: Int) {
    bind(String(decoding: text, as: UTF8.self), at: parameter)
  }

  func run() throws(TargetError) {}
}

/// Texts behind one another.
private struct Texts {
  var bytes: [UInt8] = []
  var starts: [Int] = []
  var lengths: [Int32] = []

  mutating func reserve(_ rows: Int) {
    starts.reserveCapacity(rows)
    lengths.reserveCapacity(rows)
  }

  mutating func addNull() {
    starts.append(bytes.count)
    lengths.append(-1)
  }

  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    // SQLite refuses a text long before this, when it is asked for the row.
    let length = Int32(clamping: text.count)
    var start = bytes.count
    if let last = starts.last, lengths[lengths.count - 1] == length, repeats(text, at: last) {
      start = last
    } else {
      bytes.append(contentsOf: text)
    }
    starts.append(start)
    lengths.append(length)
  }

  /// Rows in order often repeat the one before.
  private func repeats(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[start..<start + text.count]).isSame(as: text)
    }
  }
}
