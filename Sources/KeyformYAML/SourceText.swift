/// The bytes of a file, walked in lines and characters the way the parser counts them.
///
/// Everything here reads from the first byte on: it is for problems, never for the hot path.
package struct SourceText {
  let bytes: [UInt8]
  /// Where the text begins: behind the byte order mark, if there is one.
  let start: Int

  init(bytes: [UInt8], start: Int) {
    self.bytes = bytes
    self.start = start
  }

  package init(_ bytes: [UInt8]) {
    self.init(bytes: bytes, start: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  /// Where the character at a place begins, also right behind the last one of its line; nil beyond.
  private func offset(of mark: YAMLPosition) -> Int? {
    guard var index = startOfLine(mark.line) else { return nil }
    for _ in 1..<max(mark.column, 1) {
      guard index < bytes.count, lengthOfBreak(at: index) == 0 else { return nil }
      index += lengthOfCharacter(at: index)
    }
    return index
  }

  /// Whether the bytes are UTF-16, with a byte order mark or by the pattern of their first four.
  static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): return true
    case (0, 1...): return bytes.count >= 4 && bytes[2] == 0 && bytes[3] != 0
    case (1..., 0): return bytes.count >= 4 && bytes[2] != 0 && bytes[3] == 0
    default: return false
    }
  }

  /// The place of the character that a byte belongs to, counted from `start`.
  func mark(atByte offset: Int) -> YAMLPosition {
    marks(atOffsets: [min(start + max(offset, 0), bytes.count)])[0]
  }

  /// The places of the characters that bytes belong to, which come in rising order: one walk over
  /// the text for all.
  package func marks(atOffsets offsets: [Int]) -> [YAMLPosition] {
    var marks: [YAMLPosition] = []
    marks.reserveCapacity(offsets.count)
    var line: Int32 = 1
    var column: Int32 = 1
    var index = start
    for offset in offsets {
      while index < min(offset, bytes.count) {
        let lineBreak = lengthOfBreak(at: index)
        if lineBreak > 0 {
          line += 1
          column = 1
          index += lineBreak
        } else {
          let next = index + lengthOfCharacter(at: index)
          if next > offset { break }
          column += 1
          index = next
        }
      }
      marks.append(YAMLPosition(line: line, column: column))
    }
    return marks
  }

  /// The first byte of the character at a place; nil at the end of its line and of the file.
  func byte(at mark: YAMLPosition) -> UInt8? {
    guard let index = offset(of: mark), index < bytes.count, lengthOfBreak(at: index) == 0 else {
      return nil
    }
    return bytes[index]
  }

  /// The first tab among the blanks that a line begins with.
  func tabInIndentation(ofLine line: Int32) -> YAMLPosition? {
    guard let first = startOfLine(line) else { return nil }
    var index = first
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\t") else { return nil }
    return YAMLPosition(line: line, column: Int32(index - first) + 1)
  }

  /// Whether nothing but blanks and line breaks stands at a place and after it.
  func isAtEnd(_ mark: YAMLPosition) -> Bool {
    guard var index = startOfLine(mark.line) else { return true }
    var column: Int32 = 1
    while index < bytes.count, column < mark.column {
      column += 1
      index += lengthOfCharacter(at: index)
    }
    return bytes[min(index, bytes.count)...].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  private func startOfLine(_ line: Int32) -> Int? {
    var current: Int32 = 1
    var index = start
    while current < line, index < bytes.count {
      let lineBreak = lengthOfBreak(at: index)
      if lineBreak > 0 { current += 1 }
      index += max(lineBreak, 1)
    }
    return current == line ? index : nil
  }

  /// The bytes of the line break at a place, 0 if there is none. NEL, LS and PS break lines too.
  func lengthOfBreak(at index: Int) -> Int {
    func next(_ distance: Int) -> UInt8 {
      index + distance < bytes.count ? bytes[index + distance] : 0
    }
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return next(1) == 0x0A ? 2 : 1
    case 0xC2: return next(1) == 0x85 ? 2 : 0
    case 0xE2: return next(1) == 0x80 && (next(2) == 0xA8 || next(2) == 0xA9) ? 3 : 0
    default: return 0
    }
  }

  func lengthOfCharacter(at index: Int) -> Int {
    switch bytes[index] {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}

/// Finds characters by their number, in rising order, in one walk over valid UTF-8.
struct CharacterIndex {
  private var characters = 0
  private var offset: Int

  init(start: Int) { offset = start }

  /// The first byte of a character; its number must not be smaller than in the call before.
  mutating func byte(ofCharacter number: Int, in bytes: [UInt8]) -> UInt8? {
    while characters < number, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      characters += 1
    }
    return offset < bytes.count ? bytes[offset] : nil
  }
}
