/// What can be wrong with a file as YAML. The raw value is the id of the diagnostic.
package enum YAMLProblemKind: String, Sendable, CaseIterable {
  case syntax = "YAML001"
  /// A tab used as indentation.
  case tab = "YAML002"
  /// Invalid UTF-8.
  case encoding = "YAML003"
  /// A NUL byte.
  case nul = "YAML004"
  case utf16 = "YAML005"
  /// The same key twice in one mapping: reported by the decoder, which knows the keys.
  case duplicateKey = "YAML006"
  case anchor = "YAML007"
  case alias = "YAML008"
  case tag = "YAML009"
  case mergeKey = "YAML010"
  case severalDocuments = "YAML011"
  case tooDeep = "YAML012"
  /// More than 16 MiB: decided before a reader is made, by whoever loads the file.
  case tooLarge = "YAML013"
  /// A mapping key that is a mapping or a sequence.
  case notScalarKey = "YAML014"
  /// What git leaves where it could not merge.
  case conflict = "YAML015"
}

/// One problem of one file.
package struct YAMLProblem: Hashable, Sendable {
  package let kind: YAMLProblemKind
  package let mark: YAMLPosition
  /// One line, no full stop, nothing from the file beyond a single character.
  package let summary: String
  /// What to write instead, in whole sentences.
  package let detail: String
}

/// The words for every problem that is recognised by its kind alone.
extension YAMLProblem {
  static func anchor(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .anchor, mark: mark, summary: "anchors (`&name`) are not supported",
      detail: "Remove the anchor and write the value out wherever it is needed."
        + " Text that begins with `&` goes in quotes.")
  }

  static func alias(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .alias, mark: mark, summary: "aliases (`*name`) are not supported",
      detail: "Write the value out in place of the alias."
        + " Text that begins with `*` goes in quotes.")
  }

  static func tag(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .tag, mark: mark, summary: "tags (`!name`) are not supported",
      detail: "Remove the tag: every field knows its own type."
        + " Text that begins with `!` goes in quotes.")
  }

  static func mergeKey(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .mergeKey, mark: mark, summary: "merge keys (`<<`) are not supported",
      detail: "Write the merged fields out in this mapping.")
  }

  static func notScalarKey(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .notScalarKey, mark: mark, summary: "a key must be plain text",
      detail: "This key is a mapping or a list. Write a word before the colon;"
        + " put a value such as `{{ name }}` in quotes.")
  }

  static func severalDocuments(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .severalDocuments, mark: mark, summary: "a second document begins here",
      detail: "A file holds one document: remove the `---`, or move what follows to another file.")
  }

  static func tooDeep(at mark: YAMLPosition, maximum: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .tooDeep, mark: mark, summary: "nested deeper than \(maximum) levels",
      detail: "Reading stopped here: at most \(maximum) mappings and lists may stand inside"
        + " each other. Remove the surplus levels; an unclosed `[` or `{` also has this effect.")
  }

  static func tab(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .tab, mark: mark, summary: "a tab is used as indentation",
      detail: "Indent with spaces: replace the tab by as many spaces as the level needs.")
  }

  static func nul(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .nul, mark: mark, summary: "the file contains a NUL byte",
      detail: "Remove the byte; if the file is not text at all, give it another ending"
        + " than .yaml or .yml.")
  }

  static func invalidUTF8(at mark: YAMLPosition) -> YAMLProblem {
    YAMLProblem(
      kind: .encoding, mark: mark, summary: "the file is not valid UTF-8 from here on",
      detail: "Save the file as UTF-8. An umlaut or accent from a file in a Windows code page"
        + " (ANSI) is the usual cause.")
  }

  static func utf16() -> YAMLProblem {
    YAMLProblem(
      kind: .utf16, mark: YAMLPosition(line: 1, column: 1),
      summary: "the file is written in UTF-16",
      detail: "Save the file as UTF-8; Windows editors call UTF-16 \"Unicode\".")
  }

  /// What git leaves in a file where it could not merge two sides, and the one problem of such a
  /// file: what else is wrong with it follows from that. Nil where it has no such marker.
  package static func conflict(in bytes: [UInt8]) -> YAMLProblem? {
    var line: Int32 = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      line += 1
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.endIndex
      if isConflictMarker(bytes[start..<end]) {
        return YAMLProblem(
          kind: .conflict, mark: YAMLPosition(line: line, column: 1),
          summary: "a merge is not finished: this is a conflict marker of git's",
          detail: "Finish the merge: keep what is right, and remove the lines with `<<<<<<<`, "
            + "`=======` and `>>>>>>>`.")
      }
      start = end + 1
    }
    return nil
  }

  /// Seven of `<` or `>` where a line begins, alone or before a name.
  private static func isConflictMarker(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == 0x3C || first == 0x3E else { return false }
    let rest = line.drop { $0 == first }
    guard line.count - rest.count == 7 else { return false }
    return rest.isEmpty || rest.first == 32 || rest.first == 13
  }
}
