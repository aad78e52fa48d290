import Foundation

/// Compares lines with an expectation in which `[..]` stands for any text within a line, and a line
/// `...` for any number of lines.
enum ExpectedLines {
  /// Nil where they agree; otherwise the text as it should have been written.
  static func difference(_ expected: [String], _ text: String) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return agree(expected[...], lines[...]) ? nil : lines.joined(separator: "\n")
  }

  private static func agree(_ expected: ArraySlice<String>, _ lines: ArraySlice<String>) -> Bool {
    var expected = expected
    var lines = lines
    while let first = expected.first {
      if first == "..." {
        let rest = expected.dropFirst()
        return (lines.startIndex...lines.endIndex).contains { agree(rest, lines[$0...]) }
      }
      guard let line = lines.first, isLike(line, pattern: first) else { return false }
      expected.removeFirst()
      lines.removeFirst()
    }
    return lines.isEmpty
  }

  /// By bytes: what is printed may not be another Unicode normal form of what was expected.
  static func isLike(_ line: String, pattern: String) -> Bool {
    guard let hole = pattern.range(of: "[..]") else {
      return line.utf8.elementsEqual(pattern.utf8)
    }
    let before = pattern[..<hole.lowerBound]
    guard line.hasPrefix(before), line.utf8.starts(with: before.utf8) else { return false }
    let rest = String(pattern[hole.upperBound...])
    let tail = line.dropFirst(before.count)
    return (0...tail.count).contains { isLike(String(tail.dropFirst($0)), pattern: rest) }
  }
}
