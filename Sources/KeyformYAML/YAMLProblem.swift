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
  package let mark: Mark
  /// One line, no full stop, nothing from the file beyond a single character.
  package let summary: String
  /// What to write instead, in whole sentences.
  package let detail: String

  package init(kind: YAMLProblemKind, mark: Mark, summary: String, detail: String) {
    self.kind = kind
    self.mark = mark
    self.summary = summary
    self.detail = detail
  }
}
