package import KeyformCore

/// The differences of files as `diff -u` writes them, secrets masked.
///
/// Takes what was replaced instead of comparing: the caller knows it.
package enum UnifiedDiff {
  /// Lines around a difference.
  private static let context = 3

  /// The differences of one file. `replacements` are ranges of `before` in rising order, which do
  /// not overlap, and what takes their place.
  package static func bytes(
    path: String, before: [UInt8], replacements: [(range: Range<Int>, bytes: [UInt8])],
    _ style: TextStyle, _ masking: Masking
  ) -> ReportBytes {
    let file = DiffFile(before)
    var buffer = TextBuffer(style, masking)
    buffer.line("--- a/\(path)", .strong)
    buffer.line("+++ b/\(path)", .strong)
    var shift = 0
    for hunk in hunks(file.blocks(replacements)) {
      add(hunk, of: file, shift: shift, to: &buffer)
      shift += hunk.reduce(0) { $0 + $1.added.count - $1.removed.count }
    }
    return buffer.take()
  }

  /// Blocks whose contexts touch go together.
  private static func hunks(_ blocks: [DiffFile.Block]) -> [[DiffFile.Block]] {
    var hunks: [[DiffFile.Block]] = []
    for block in blocks {
      if let last = hunks.last?.last,
        block.removed.lowerBound - last.removed.upperBound <= 2 * context
      {
        hunks[hunks.count - 1].append(block)
      } else {
        hunks.append([block])
      }
    }
    return hunks
  }

  private static func add(
    _ hunk: [DiffFile.Block], of file: DiffFile, shift: Int, to buffer: inout TextBuffer
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let start = max(0, first.removed.lowerBound - context)
    let end = min(file.lines.count, last.removed.upperBound + context)
    let grown = hunk.reduce(0) { $0 + $1.added.count - $1.removed.count }
    buffer.line(
      "@@ -\(start + 1),\(end - start) +\(start + 1 + shift),\(end - start + grown) @@", .advice)
    let old = DiffLines(lines: file.lines, masking: buffer.masking)
    var index = start
    for block in hunk {
      for line in index..<block.removed.lowerBound { add(" ", old, line, .plain, to: &buffer) }
      for line in block.removed { add("-", old, line, .bad, to: &buffer) }
      let new = DiffLines(lines: block.added, masking: buffer.masking)
      let isWithheld = block.removed.contains(where: old.isWithheld)
      for line in block.added.indices {
        add("+", new, line, .good, withheld: isWithheld, to: &buffer)
      }
      index = block.removed.upperBound
    }
    for line in index..<end { add(" ", old, line, .plain, to: &buffer) }
  }

  private static func add(
    _ sign: StaticString, _ lines: DiffLines, _ index: Int, _ paint: Paint, withheld: Bool = false,
    to buffer: inout TextBuffer
  ) {
    let line = lines[index, withheld: withheld || lines.isWithheld(index)]
    buffer.begin(paint)
    buffer.add(words: sign)
    if line.hasByteOrderMark { buffer.add(words: "\u{FEFF}") }
    buffer.add(line.text)
    buffer.end(paint)
    switch line.ending {
    case .lineFeed: buffer.breakLine()
    case .carriageReturnLineFeed: buffer.add(words: "\r\n")
    case .none: buffer.add(words: "\n\\ No newline at end of file\n")
    }
  }
}

extension Fix {
  /// For people, as a line.
  package func add(to buffer: inout TextBuffer) {
    buffer.add("\(place.file):\(place.line):\(place.column) ")
    if let address { buffer.add("\(address.description) ", .strong) }
    buffer.line("\(field): \(from) -> \(to)")
  }
}
