/// Swift code as a row of words, without comments and the text of string literals: a word in a
/// message is not taken for a call.
struct Code {
  struct Word {
    let text: String
    /// The last character before it that is no blank, on its line.
    let before: Character?
    /// The character right behind it.
    let after: Character?
    /// The word before it on its line.
    let previous: String?
    let line: Int
  }

  let words: [Word]

  init(_ source: String) {
    var words: [Word] = []
    for (index, line) in Self.stripped(source).enumerated() {
      words += Self.words(of: line, number: index + 1)
    }
    self.words = words
  }

  /// Words that stand before `(` and are no declarations and no members of something else.
  func calls(of names: Set<String>) -> [Word] {
    words.filter { word in
      names.contains(word.text) && word.after == "(" && word.before != "."
        && word.previous != "func"
    }
  }

  private static func words(of line: [UInt8], number: Int) -> [Word] {
    var words: [Word] = []
    var start = 0
    while start < line.count {
      guard isLetter(line[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < line.count, isLetter(line[end]) { end += 1 }
      let before = line[..<start].last { $0 != 0x20 }
      words.append(
        Word(
          text: String(decoding: line[start..<end], as: UTF8.self),
          before: before.map { Character(Unicode.Scalar($0)) },
          after: end < line.count ? Character(Unicode.Scalar(line[end])) : nil,
          previous: words.last?.text, line: number))
      start = end
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 128 || byte == 0x5F || byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90
      || byte >= 97 && byte <= 122
  }

  /// Lines with comments and literals cut out.
  static func stripped(_ source: String) -> [[UInt8]] {
    let quote = UInt8(ascii: "\"")
    var lines: [[UInt8]] = []
    var isInText = false
    for line in Array(source.utf8).split(separator: 10, omittingEmptySubsequences: false) {
      var kept: [UInt8] = []
      var index = line.startIndex
      var isInLiteral = false
      while index < line.endIndex {
        let byte = line[index]
        if line[index...].starts(with: [quote, quote, quote]) {
          isInText.toggle()
          index += 3
          continue
        }
        if isInText {
          index += 1
        } else if isInLiteral {
          if byte == UInt8(ascii: "\\") { index += 1 } else if byte == quote { isInLiteral = false }
          index += 1
        } else if byte == quote {
          isInLiteral = true
          index += 1
        } else if line[index...].starts(with: "//".utf8) {
          break
        } else {
          kept.append(byte)
          index += 1
        }
      }
      lines.append(kept)
    }
    return lines
  }
}
