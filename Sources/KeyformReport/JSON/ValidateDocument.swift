package import KeyformCore

/// What a validate looked at, and what it found.
package enum ValidateOutcome {
  package typealias Content = (
    /// Nil where keyform.yaml could not be read.
    project: String?,
    /// Edition and digest of the reference catalogue.
    catalog: String,
    toolVersion: String,
    /// The clock of calendar rules.
    today: CalendarDate,
    /// Names of the targets whose sets were checked, in the order of the report.
    targets: [String],
    files: Int,
    entries: Int,
    diagnostics: [Diagnostic],
    /// What was fixed, or could be.
    fixes: [Fix],
    /// What fixing would change, as a unified diff; nil where that was not asked for.
    diff: String?
  )

  package static let document: JSONDocument<Content> = JSONDocument(
    "validate", .lines, title: "What keyform validate found", "The findings of a validate.",
    Member("project", .nullable(.text("The project; null where keyform.yaml could not be read."))) {
      $0.project
    },
    Member("catalog", .text("Edition and digest of the reference catalogue.")) { $0.catalog },
    Member("tool", .text("Version of the Keyform that wrote this.")) { $0.toolVersion },
    Member("today", .day("The day that calendar rules took for today, ISO 8601.")) { $0.today },
    Member(
      "targets", .list(.text("Name of a target."), "Targets whose sets were checked.")
    ) { $0.targets },
    Member("files", .count("Files read.")) { $0.files },
    Member("entries", .count("Entries read.")) { $0.entries },
    Member("summary", DiagnosticCount.codec) { DiagnosticCount($0.diagnostics) },
    Member(
      "fixes",
      .list(
        Fix.codec,
        "What was fixed; without --fix, what of the findings could be, with --diff all that could be.",
        .lines)
    ) { $0.fixes },
    Member(
      "diff",
      optional: .text("With --diff: what --fix would change, as a unified diff, masked.")
    ) { $0.diff },
    Member("diagnostics", Diagnostic.list) { $0.diagnostics })
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
