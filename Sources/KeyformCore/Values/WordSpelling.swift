/// Words of a closed list as people write them.
package enum WordSpelling {
  /// The one word of `words` that differs from the text in case, dashes and blanks alone.
  package static func reading(_ text: String, among words: [String]) -> String? {
    let wanted = folded(text)
    let found = Set(words.filter { folded($0) == wanted })
    return found.count == 1 ? found.first : nil
  }

  /// A flag in the words of other YAML readers.
  package static func flag(_ text: String) -> Bool? {
    switch folded(text) {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  private static func folded(_ text: String) -> String {
    Typography.plain(text).lowercased().filter { !"-_ ".contains($0) }
  }
}
