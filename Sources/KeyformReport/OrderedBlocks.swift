internal import KeyformCore

/// Renders changes on all cores, in blocks of about 64 KB of text, and hands them on in order.
enum OrderedBlocks {
  private static let size = 128
  /// Blocks in memory at a time: about 4 MB.
  private static let batch = 64

  /// `render` gets a block of changes; `sink` gets what it made, in the order of `changes`.
  static func write(
    _ changes: [Change], to sink: ReportSink,
    rendering render: @Sendable (ArraySlice<Change>) -> ReportBytes
  ) throws {
    for batch in batches(of: changes) {
      let pieces = AllCores.map(batch.count) { render(block(batch.lowerBound + $0, of: changes)) }
      for piece in pieces { try sink(piece) }
    }
  }

  /// As above of texts that are hashed: `render` makes a piece of each, and each one's digest takes
  /// in its pieces of one batch while the next one is rendered. `sink` gets the first text.
  static func write(
    _ changes: [Change], to sink: ReportSink, digests: inout [ContentDigest],
    rendering render: @Sendable (ArraySlice<Change>) -> [ReportBytes]
  ) throws {
    var rendered: [[ReportBytes]] = []
    for batch in batches(of: changes) + [0..<0] {
      let (before, blocks) = (digests, rendered)
      let parts = AllCores.map(before.count + batch.count) { index in
        guard index < before.count else {
          let number = batch.lowerBound + index - before.count
          return Part.pieces(render(block(number, of: changes)))
        }
        var digest = before[index]
        for pieces in blocks { digest.update(pieces[index].bytes) }
        return Part.digest(digest)
      }
      for pieces in blocks { try sink(pieces[0]) }
      rendered = []
      digests = []
      for part in parts {
        switch part {
        case .digest(let after): digests.append(after)
        case .pieces(let pieces): rendered.append(pieces)
        }
      }
    }
  }

  private enum Part: Sendable {
    case digest(ContentDigest)
    case pieces([ReportBytes])
  }

  /// Numbers of blocks, as many at a time as may be in memory.
  private static func batches(of changes: [Change]) -> [Range<Int>] {
    let blocks = (changes.count + size - 1) / size
    return stride(from: 0, to: blocks, by: batch).map { $0..<min($0 + batch, blocks) }
  }

  /// What `work` gives for each block, in order.
  static func map<Result: Sendable>(
    _ changes: [Change], _ work: @Sendable (ArraySlice<Change>) -> Result
  ) -> [Result] {
    // Larger pieces: their results are small, so only the hand-over counts.
    let length = 4096
    return AllCores.map((changes.count + length - 1) / length) { index in
      work(changes[index * length..<min(changes.count, (index + 1) * length)])
    }
  }

  private static func block(_ index: Int, of changes: [Change]) -> ArraySlice<Change> {
    changes[index * size..<min(changes.count, (index + 1) * size)]
  }
}
