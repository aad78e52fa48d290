/// Bytes to put in place of a range of a file.
struct Patch: Hashable {
  let range: Range<Int>
  let bytes: [UInt8]

  static func insert(_ text: String, at place: Int) -> Patch {
    Patch(range: place..<place, bytes: Array(text.utf8))
  }

  static func remove(_ range: Range<Int>) -> Patch { Patch(range: range, bytes: []) }

  static func replace(_ range: Range<Int>, _ text: String) -> Patch {
    Patch(range: range, bytes: Array(text.utf8))
  }

  /// The file with all patches made; nil where two of them meet.
  static func applying(_ patches: [Patch], to bytes: [UInt8]) -> [UInt8]? {
    let sorted = patches.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var edited: [UInt8] = []
    edited.reserveCapacity(bytes.count + 256)
    var end = 0
    for patch in sorted {
      guard patch.range.lowerBound >= end, patch.range.upperBound <= bytes.count else { return nil }
      edited += bytes[end..<patch.range.lowerBound]
      edited += patch.bytes
      end = patch.range.upperBound
    }
    return edited + bytes[end...]
  }
}

/// Lines and blanks of a file, as far as an edit has to respect them.
struct TextLayout {
  let bytes: [UInt8]
  /// Behind the byte order mark, if there is one.
  private let start: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  func startOfLine(at place: Int) -> Int {
    var index = place
    while index > start, bytes[index - 1] != 10, bytes[index - 1] != 13 { index -= 1 }
    return index
  }

  /// Before the line's break, or at the end of the file.
  func endOfLine(at place: Int) -> Int {
    var index = place
    while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
    return index
  }

  /// Behind the line's break.
  func startOfNextLine(at place: Int) -> Int {
    let end = endOfLine(at: place)
    guard end < bytes.count else { return end }
    let isPair = bytes[end] == 13 && end + 1 < bytes.count && bytes[end + 1] == 10
    return end + (isPair ? 2 : 1)
  }

  /// How lines around a place end: as its own one does, or the one before where it has no end.
  func lineBreak(at place: Int) -> String {
    let end = endOfLine(at: place)
    var next = startOfNextLine(at: place)
    var from = end
    if from == next {
      next = startOfLine(at: place)
      guard next > start else { return "\n" }
      from = next - (next >= 2 && bytes[next - 1] == 10 && bytes[next - 2] == 13 ? 2 : 1)
    }
    return String(decoding: bytes[from..<next], as: UTF8.self)
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 9 }
  }

  /// Whether nothing but blanks and a comment stands from a place to the end of its line.
  func isRestOfLineFree(at place: Int) -> Bool {
    let rest = bytes[place..<endOfLine(at: place)].drop { $0 == 0x20 || $0 == 9 }
    return rest.isEmpty || rest.first == UInt8(ascii: "#") && rest.startIndex > place
  }

  /// Where the first comma stands that is in no comment; nil where something else comes first.
  func comma(from place: Int) -> Int? {
    var index = place
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","): return index
      case UInt8(ascii: "#"): index = endOfLine(at: index)
      case 0x20, 9, 10, 13: index += 1
      default: return nil
      }
    }
    return nil
  }

  /// The range with the blanks behind it; the whole line where nothing else stands on it.
  func wholeLine(around range: Range<Int>) -> Range<Int> {
    let lineStart = startOfLine(at: range.lowerBound)
    let lineEnd = endOfLine(at: range.upperBound)
    if isBlank(lineStart..<range.lowerBound), isBlank(range.upperBound..<lineEnd) {
      return lineStart..<startOfNextLine(at: range.upperBound)
    }
    var end = range.upperBound
    while end < lineEnd, bytes[end] == 0x20 || bytes[end] == 9 { end += 1 }
    return range.lowerBound..<end
  }

  /// Text of a line before a place.
  func lead(to place: Int) -> String {
    String(decoding: bytes[startOfLine(at: place)..<place], as: UTF8.self)
  }

  /// Lines behind the one in which a value ends.
  func insertingLines(_ lines: [String], behind end: Int) -> Patch {
    let place = startOfNextLine(at: end)
    let lineBreak = lineBreak(at: end)
    // The last line of the file may have no break: what comes behind it then has none either.
    if place == endOfLine(at: end) {
      return .insert(lines.map { lineBreak + $0 }.joined(), at: place)
    }
    return .insert(lines.map { $0 + lineBreak }.joined(), at: place)
  }
}
