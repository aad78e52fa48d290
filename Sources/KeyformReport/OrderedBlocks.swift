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

  /// As above; `digest` takes in the same bytes, of one batch while the next one is rendered.
  static func write(
    _ changes: [Change], to sink: ReportSink, digest: inout ContentDigest,
    rendering render: @Sendable (ArraySlice<Change>) -> ReportBytes
  ) throws {
    var rendered: [ReportBytes] = []
    for batch in batches(of: changes) + [0..<0] {
      let (before, pieces) = (digest, rendered)
      let parts = AllCores.map(batch.count + 1) { index in
        if index > 0 { return Part.piece(render(block(batch.lowerBound + index - 1, of: changes))) }
        var digest = before
        for piece in pieces { digest.update(piece.bytes) }
        return Part.digest(digest)
      }
      for piece in pieces { try sink(piece) }
      rendered = []
      for part in parts {
        switch part {
        case .digest(let after): digest = after
        case .piece(let piece): rendered.append(piece)
        }
      }
    }
  }

  private enum Part: Sendable {
    case digest(ContentDigest)
    case piece(ReportBytes)
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
