internal import Dispatch
internal import KeyformCore
internal import Synchronization

/// Renders changes on all cores, in blocks of about 64 KB of text, and hands them on in order.
enum OrderedBlocks {
  private static let size = 128
  /// Blocks in memory at a time: about 4 MB.
  private static let batch = 64

  /// `render` gets a block of changes; `sink` gets what it made, in the order of `changes`.
  static func write(
    _ changes: [Change], to sink: ReportSink,
    rendering render: @Sendable (ArraySlice<Change>) -> [UInt8]
  ) throws {
    let blocks = (changes.count + size - 1) / size
    var first = 0
    while first < blocks {
      let count = min(batch, blocks - first)
      let start = first
      for piece in onAllCores(count, { render(block(start + $0, of: changes)) }) {
        try sink(piece)
      }
      first += count
    }
  }

  /// What `work` gives for each block, in order.
  static func map<Result: Sendable>(
    _ changes: [Change], _ work: @Sendable (ArraySlice<Change>) -> Result
  ) -> [Result] {
    // Larger pieces: their results are small, so only the hand-over counts.
    let length = 4096
    return onAllCores((changes.count + length - 1) / length) { index in
      work(changes[index * length..<min(changes.count, (index + 1) * length)])
    }
  }

  /// What `work` gives for 0..<`count`, in order.
  static func onAllCores<Result: Sendable>(
    _ count: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    if count <= 1 { return count == 1 ? [work(0)] : [] }
    let slots = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = work(index)
      slots.withLock { $0[index] = result }
    }
    return slots.withLock { $0.compactMap(\.self) }
  }

  private static func block(_ index: Int, of changes: [Change]) -> ArraySlice<Change> {
    changes[index * size..<min(changes.count, (index + 1) * size)]
  }
}
