package import KeyformCore

/// What a validate looked at, and what it found.
package struct ValidateOutcome: Sendable {
  /// Nil where keyform.yaml could not be read.
  package let project: String?
  /// Edition and digest of the reference catalogue.
  package let catalog: String
  package let toolVersion: String
  /// The clock of calendar rules.
  package let today: CalendarDate
  /// Names of the targets whose sets were checked, in the order of the report.
  package let targets: [String]
  package let files: Int
  package let entries: Int
  package let diagnostics: [Diagnostic]
  /// What was fixed, or could be.
  package let fixes: [Fix]
  /// What fixing would change, as a unified diff; nil where that was not asked for.
  package let diff: String?

  package init(
    project: String?, catalog: String, toolVersion: String, today: CalendarDate,
    targets: [String], files: Int, entries: Int, diagnostics: [Diagnostic], fixes: [Fix] = [],
    diff: String? = nil
  ) {
    self.project = project
    self.catalog = catalog
    self.toolVersion = toolVersion
    self.today = today
    self.targets = targets
    self.files = files
    self.entries = entries
    self.diagnostics = diagnostics
    self.fixes = fixes
    self.diff = diff
  }
}

extension ValidateOutcome {
  package static let document: JSONDocument<ValidateOutcome> = JSONDocument(
    "validate", .lines, title: "What keyform validate found", "The findings of a validate.",
    Member(
      "project", .nullable(.text("The project; null where keyform.yaml could not be read.")),
      \.project),
    Member("catalog", .text("Edition and digest of the reference catalogue."), \.catalog),
    Member("tool", .text("Version of the Keyform that wrote this."), \.toolVersion),
    Member("today", .day("The day that calendar rules took for today, ISO 8601."), \.today),
    Member(
      "targets", .list(.text("Name of a target."), "Targets whose sets were checked."), \.targets),
    Member("files", .count("Files read."), \.files),
    Member("entries", .count("Entries read."), \.entries),
    Member("summary", DiagnosticCount.codec) { DiagnosticCount($0.diagnostics) },
    Member(
      "fixes",
      .list(
        Fix.codec,
        "What was fixed; without --fix, what of the findings could be, with --diff all that could be.",
        .lines), \.fixes),
    Member(
      "diff",
      optional: .text("With --diff: what --fix would change, as a unified diff, masked."), \.diff),
    Member("diagnostics", Diagnostic.list, \.diagnostics))
}

extension DiagnosticCount {
  fileprivate static let codec: Codec<Self> = .object(
    "Counts of the findings.", Member("errors", .count("Findings of severity error."), \.errors),
    Member("warnings", .count("Findings of severity warning."), \.warnings),
    Member("infos", .count("Findings of severity info."), \.infos))
}

extension Fix {
  fileprivate static let codec: Codec<Self> = .object(
    "One place.",
    Member(
      "state",
      .word(
        """
        done: written by this run; possible: --fix would write it; on-request: --fix-names \
        would.
        """), \.state),
    Member("file", .text("Path relative to the root of the repository."), \.place.file),
    Member("line", .count("Line before the run, from 1."), \.place.line),
    Member("column", .count("Column in characters before the run, from 1."), \.place.column),
    Member(
      "address", .nullable(.address("The entry; null outside of entries.")), \.address),
    Member(
      "field", .text("The field, `name` for an entry's name, such as remaining.asOf."), \.field),
    Member("from", .text("What is or was written, masked."), \.from),
    Member("to", .text("The one right spelling."), \.to))
}
