internal import KeyformCore
internal import KeyformReport
internal import KeyformRepository

/// What is wrong with a repository.
struct Findings: Document {
  let diagnostics: [Diagnostic]
  /// What was fixed in the files, or could be.
  var fixes: [Fix] = []
  /// What fixing would change, shown to people in place of the findings; nil where nobody asked.
  var diff: ((TextStyle) -> ReportBytes)?
  /// What people are told below the findings, a line each.
  var lines: [String] = []

  static var renderers: [Renderer<Findings>] {
    [
      .text, .json,
      Renderer(format: .markdown) {
        try Output.write(
          DiagnosticMarkdown(masking: $1.masking).bytes(
            $1.worthShowing($0.diagnostics), diff: $0.plainDiff, $0.lines))
      },
    ]
  }

  func writeText(_ shown: Presentation) throws {
    if let diff { return try Output.write(diff(shown.style)) }
    try shown.diagnosticText.write(shown.worthShowing(diagnostics), to: Output.write)
    for line in lines { try Output.line(line) }
  }

  func writeJSON(_ shown: Presentation) throws {
    try ValidateOutcome.document.write(outcome(shown), shown.masking, to: Output.write)
  }

  private func outcome(_ shown: Presentation) -> ValidateOutcome {
    let repository = shown.repository
    return ValidateOutcome(
      project: repository?.project.name, catalog: repository?.catalog.digest ?? "",
      toolVersion: ToolVersion.text, today: shown.today,
      targets: repository?.project.targets.map(\.name) ?? [],
      files: repository?.files.count ?? 0, entries: repository?.entryCount ?? 0,
      diagnostics: diagnostics, fixes: fixes,
      diff: plainDiff)
  }

  private var plainDiff: String? {
    diff.map { String(decoding: $0(TextStyle()).bytes, as: UTF8.self) }
  }
}
