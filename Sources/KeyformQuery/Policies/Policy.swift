package import KeyformCore

/// A policy: a query, and what its head says of it.
package struct Policy: Hashable, Sendable {
  /// What reports and `keyform explain` say; its source is the file.
  package let metadata: RuleMetadata
  /// The whole file: offsets into it are places.
  package let sql: String
  /// The file it was read from, relative to the root.
  package let path: String
}

/// What is wrong with a policy, at its place in the file.
package struct PolicyProblem: Error, Hashable, Sendable {
  package let kind: PolicyProblemKind
  package let path: String
  /// From 1.
  package let line: Int
  package let column: Int
  package let summary: String
  package let detail: String

  init(
    _ kind: PolicyProblemKind, _ file: PolicyText, at offset: Int?, _ summary: String,
    _ detail: String
  ) {
    self.kind = kind
    path = file.path
    (line, column) = file.place(of: offset ?? file.start)
    self.summary = summary
    self.detail = detail
  }

  /// Policies are part of the repository: as long as one cannot be read, nothing is planned.
  package var diagnostic: Diagnostic {
    Diagnostic(
      rule: kind.rawValue, severity: .error, summary: summary, detail: detail,
      place: FileLocation(file: path, line: line, column: column), isStructural: true)
  }
}
