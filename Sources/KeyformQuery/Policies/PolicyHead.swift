internal import KeyformCore

/// The first comments of a policy: `-- word: text`, going on in `--` lines without a word.
struct PolicyHead {
  struct Item {
    let text: String
    /// The byte at which its line begins.
    let offset: Int
  }

  private(set) var items: [String: Item] = [:]
  /// A line that says what no policy says.
  private(set) var stray: (word: String, offset: Int)?
  private(set) var twice: (word: String, offset: Int)?

  static let words = ["id", "name", "severity", "what", "why", "fix"]

  init(_ file: PolicyText) {
    var word: String?
    for line in file.lines {
      let text = line.text.drop { $0 == " " || $0 == "\t" }
      if text.isEmpty {
        word = nil
        continue
      }
      guard text.hasPrefix("--") else { break }
      let content = String(text.dropFirst(2)).trimmed
      if let colon = content.firstIndex(of: ":"), Self.isWord(content[..<colon]) {
        let found = content[..<colon].lowercased()
        guard Self.words.contains(found) else {
          // A sentence may hold a colon, and a title stand before the first word.
          if Self.isNear(found) {
            if stray == nil { stray = (found, line.start) }
          } else if let known = word {
            extend(known, content)
          }
          continue
        }
        if items[found] != nil, twice == nil { twice = (found, line.start) }
        items[found] = Item(
          text: String(content[content.index(after: colon)...]).trimmed, offset: line.start)
        word = found
      } else if let word {
        extend(word, content)
      }
    }
  }

  private mutating func extend(_ word: String, _ text: String) {
    guard let item = items[word], !text.isEmpty else { return }
    items[word] = Item(text: item.text.isEmpty ? text : item.text + " " + text, offset: item.offset)
  }

  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
  }

  private static func isNear(_ word: String) -> Bool {
    SpellingSuggestion.suggestion(for: word, in: words) != nil
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
