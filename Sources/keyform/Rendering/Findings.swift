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
      Renderer(format: .markdown) { findings, shown in
        let diagnostics = shown.worthShowing(findings.diagnostics)
        try shown.write {
          DiagnosticMarkdown.add(diagnostics, diff: findings.plainDiff, findings.lines, to: &$0)
        }
      },
    ]
  }

  func writeText(_ shown: Presentation) throws {
    if let diff { return try Output.write(diff(shown.style)) }
    try shown.diagnosticText.write(shown.worthShowing(diagnostics), to: Output.write)
    for line in lines { try Output.line(line) }
  }

  func writeJSON(_ shown: Presentation) throws {
    try shown.write(outcome(shown), as: ValidateOutcome.document)
  }

  private func outcome(_ shown: Presentation) -> ValidateOutcome.Content {
    let repository = shown.repository
    return (
      project: repository?.project.name, catalog: repository?.catalog.digest ?? "",
      toolVersion: ToolVersion.text, today: shown.today,
      targets: repository?.project.targets.map(\.name) ?? [],
      files: repository?.files.count ?? 0, entries: repository?.entryCount ?? 0,
      diagnostics: diagnostics, fixes: fixes, diff: plainDiff
    )
  }

  private var plainDiff: String? {
    diff.map { String(decoding: $0(TextStyle()).bytes, as: UTF8.self) }
  }
}
