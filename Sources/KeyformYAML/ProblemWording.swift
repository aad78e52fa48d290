/// The words for every problem that is recognised by its kind alone.
extension YAMLProblem {
  static func anchor(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .anchor, mark: mark, summary: "anchors (`&name`) are not supported",
      detail: "Remove the anchor and write the value out wherever it is needed."
        + " Text that begins with `&` goes in quotes.")
  }

  static func alias(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .alias, mark: mark, summary: "aliases (`*name`) are not supported",
      detail: "Write the value out in place of the alias."
        + " Text that begins with `*` goes in quotes.")
  }

  static func tag(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .tag, mark: mark, summary: "tags (`!name`) are not supported",
      detail: "Remove the tag: every field knows its own type."
        + " Text that begins with `!` goes in quotes.")
  }

  static func mergeKey(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .mergeKey, mark: mark, summary: "merge keys (`<<`) are not supported",
      detail: "Write the merged fields out in this mapping.")
  }

  static func notScalarKey(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .notScalarKey, mark: mark, summary: "a key must be plain text",
      detail: "This key is a mapping or a list. Write a word before the colon;"
        + " put a value such as `{{ name }}` in quotes.")
  }

  static func severalDocuments(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .severalDocuments, mark: mark, summary: "a second document begins here",
      detail: "A file holds one document: remove the `---`, or move what follows to another file.")
  }

  static func tooDeep(at mark: Mark, maximum: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .tooDeep, mark: mark, summary: "nested deeper than \(maximum) levels",
      detail: "Reading stopped here: at most \(maximum) mappings and lists may stand inside"
        + " each other. Remove the surplus levels; an unclosed `[` or `{` also has this effect.")
  }

  static func tab(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .tab, mark: mark, summary: "a tab is used as indentation",
      detail: "Indent with spaces: replace the tab by as many spaces as the level needs.")
  }

  static func nul(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .nul, mark: mark, summary: "the file contains a NUL byte",
      detail: "Remove the byte; if the file is not text at all, give it another ending"
        + " than .yaml or .yml.")
  }

  static func invalidUTF8(at mark: Mark) -> YAMLProblem {
    YAMLProblem(
      kind: .encoding, mark: mark, summary: "the file is not valid UTF-8 from here on",
      detail: "Save the file as UTF-8. An umlaut or accent from a file in a Windows code page"
        + " (ANSI) is the usual cause.")
  }

  static func utf16() -> YAMLProblem {
    YAMLProblem(
      kind: .utf16, mark: Mark(line: 1, column: 1), summary: "the file is written in UTF-16",
      detail: "Save the file as UTF-8; Windows editors call UTF-16 \"Unicode\".")
  }
}
