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

/// The findings of a validate as JSON.
package struct ValidateJSON {
  /// The name and version of the format.
  package static let format = "keyform.validate/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func write(_ outcome: ValidateOutcome, to sink: ReportSink) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.member("project")
    json.value(outcome.project)
    json.member("catalog")
    json.value(outcome.catalog)
    json.member("tool")
    json.value(outcome.toolVersion)
    json.member("today")
    json.value(outcome.today.description)
    json.member("targets")
    json.list(outcome.targets)
    json.member("files")
    json.value(outcome.files)
    json.member("entries")
    json.value(outcome.entries)
    let count = DiagnosticCount(outcome.diagnostics)
    json.member("summary")
    json.beginObject()
    json.key("errors")
    json.value(count.errors)
    json.key("warnings")
    json.value(count.warnings)
    json.key("infos")
    json.value(count.infos)
    json.endObject()
    json.member("fixes")
    FixJSON(masking: masking).write(outcome.fixes, in: &json)
    if let diff = outcome.diff {
      json.member("diff")
      json.value(diff)
    }
    json.member("diagnostics")
    try DiagnosticJSON(masking: masking).write(
      outcome.diagnostics, in: &json, flushingTo: sink)
    json.endObject()
    try sink(json.takeDocument())
  }
}
