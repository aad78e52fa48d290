internal import KeyformCore

/// A file in lines, as `diff` counts them: a line ends with its line feed.
struct DiffFile {
  /// Lines that go, by index, and those that come in their place.
  struct Block {
    var removed: Range<Int>
    var added: [ArraySlice<UInt8>]
  }

  let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) { lines = Self.lines(of: bytes[...]) }

  private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// Whole lines around each replacement; those of replacements on one line together.
  func blocks(_ replacements: [(range: Range<Int>, bytes: [UInt8])]) -> [Block] {
    var blocks: [Block] = []
    var rest = replacements[...]
    while let first = rest.first {
      let start = line(at: first.range.lowerBound)
      var end = start
      var text: [UInt8] = []
      var place = lines[start].startIndex
      while let next = rest.first, line(at: next.range.lowerBound) <= end {
        text += bytes(from: place, to: next.range.lowerBound) + next.bytes
        place = next.range.upperBound
        end = max(end, line(at: max(next.range.upperBound - 1, next.range.lowerBound)))
        rest.removeFirst()
      }
      text += bytes(from: place, to: lines[end].endIndex)
      let added = Self.lines(of: text[...])
      if let last = blocks.last, last.removed.upperBound == start {
        blocks[blocks.count - 1].removed = last.removed.lowerBound..<end + 1
        blocks[blocks.count - 1].added += added
      } else {
        blocks.append(Block(removed: start..<end + 1, added: added))
      }
    }
    return blocks
  }

  /// The index of the line that holds a byte.
  private func line(at offset: Int) -> Int {
    var low = 0
    var high = lines.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lines[middle].startIndex <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func bytes(from start: Int, to end: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    guard start < end else { return bytes }
    for line in lines[self.line(at: start)...] {
      bytes += line[max(start, line.startIndex)..<min(end, line.endIndex)]
      if line.endIndex >= end { break }
    }
    return bytes
  }
}

/// Lines as they may be shown: keys that go on in the next line are withheld.
struct DiffLines {
  let lines: [ArraySlice<UInt8>]
  let masking: Masking

  struct Line {
    var text: String
    /// As the file has them: `patch` looks for its bytes.
    let hasByteOrderMark: Bool
    let ending: Ending
  }

  enum Ending { case none, lineFeed, carriageReturnLineFeed }

  subscript(index: Int, withheld isWithheld: Bool) -> Line {
    var line = lines[index]
    var ending = Ending.none
    if line.last == 10 {
      ending = .lineFeed
      line.removeLast()
      if line.last == 13 {
        ending = .carriageReturnLineFeed
        line.removeLast()
      }
    }
    let hasMark = line.starts(with: [0xEF, 0xBB, 0xBF])
    var text = String(decoding: line.dropFirst(hasMark ? 3 : 0), as: UTF8.self)
    if isWithheld { text = text.prefix { $0 == " " } + "…" }
    return Line(text: text, hasByteOrderMark: hasMark, ending: ending)
  }

  /// Whether a line holds a part of a key that goes on in the next lines.
  func isWithheld(_ index: Int) -> Bool { masking.hidesPart(ofLine: index, in: lines) }
}
