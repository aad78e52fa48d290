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
  /// What they are told last, where nothing is wrong: a report says it in its verdict.
  var praise: String?
  /// The report in whose place it stands: of a plan that could not be made, say.
  var subject = ReportContent.Subject.validate
  var mark: String?

  static var renderers: [Renderer<Findings>] {
    [
      .text, .json,
      Renderer(format: .markdown) { findings, shown in
        try shown.write(findings.reported(shown), as: .markdown)
      },
    ]
  }

  func reported(_ shown: Presentation) -> ReportContent? {
    ReportContent(
      subject, project: shown.repository?.project.name ?? "", mark: mark,
      files: shown.repository?.files.count ?? 0, shown.worthShowing(diagnostics), notes: lines,
      patch: plainDiff, shown.masking)
  }

  func writeText(_ shown: Presentation) throws {
    if let diff { return try Output.write(diff(shown.style)) }
    try shown.diagnosticText.write(shown.worthShowing(diagnostics), to: Output.write)
    for line in lines + [praise].compactMap(\.self) { try Output.line(line) }
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
