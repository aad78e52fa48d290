/// A fixed list of words, found again in the bytes of a scalar without making a `String`.
package struct KeywordTable: Sendable {
  package let words: [String]

  private struct Entry {
    let first: UInt8
    let word: Int32
    let offset: Int32
  }

  /// The bytes of all words, one after the other.
  private let text: [UInt8]
  /// Sorted by the words' length; words of one length keep their order.
  private let entries: [Entry]
  /// For every length the place of its first entry, and one more at the end.
  private let starts: [Int32]

  /// A table of the words in their order. Of two equal words the first is found.
  package init(_ words: [String]) {
    self.words = words
    let spellings = words.map { Array($0.utf8) }
    let longest = spellings.map(\.count).max() ?? 0
    var text: [UInt8] = []
    var entries: [Entry] = []
    var starts: [Int32] = []
    for length in 0...longest {
      starts.append(Int32(entries.count))
      for (index, spelling) in spellings.enumerated() where spelling.count == length {
        entries.append(
          Entry(first: spelling.first ?? 0, word: Int32(index), offset: Int32(text.count)))
        text += spelling
      }
    }
    starts.append(Int32(entries.count))
    self.text = text
    self.entries = entries
    self.starts = starts
  }

  /// The index of a word that is equal byte by byte.
  package func index(of word: String) -> Int? {
    var word = word
    return word.withUTF8 { index(of: $0.span) }
  }

  func index(of word: Span<UInt8>) -> Int? {
    let length = word.count
    guard length < starts.count - 1 else { return nil }
    let first = length > 0 ? word[0] : 0
    for place in Int(starts[length])..<Int(starts[length + 1]) {
      let entry = entries[place]
      if entry.first == first, isEqual(word, at: Int(entry.offset)) { return Int(entry.word) }
    }
    return nil
  }

  private func isEqual(_ word: Span<UInt8>, at offset: Int) -> Bool {
    for index in word.indices where word[index] != text[offset + index] { return false }
    return true
  }
}

/// How the bytes of a scalar read as something else than text.
extension Span where Element == UInt8 {
  /// Nothing, `~`, or `null` in the spellings of YAML's core schema.
  var isNull: Bool {
    switch count {
    case 0: true
    case 1: self[0] == UInt8(ascii: "~")
    case 4: isEqual(to: "null") || isEqual(to: "Null") || isEqual(to: "NULL")
    default: false
    }
  }

  /// The value of one or more ASCII digits, if it fits.
  var decimal: Int? {
    guard !isEmpty else { return nil }
    var value = 0
    for index in indices {
      let digit = Int(self[index]) - 0x30
      guard 0...9 ~= digit else { return nil }
      let (tenfold, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, carried) = tenfold.addingReportingOverflow(digit)
      guard !overflowed, !carried else { return nil }
      value = sum
    }
    return value
  }

  private func isEqual(to word: StaticString) -> Bool {
    word.withUTF8Buffer { buffer in
      indices.allSatisfy { self[$0] == buffer[$0] }
    }
  }
}
