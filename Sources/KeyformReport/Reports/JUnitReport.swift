internal import KeyformCore

/// Findings as results of tests, one case a file and rule: errors fail it, warnings and advice stand in
/// its output.
struct JUnitReport {
  private static let longest = 2_000

  private struct Case: Hashable {
    let file: String
    let rule: String
  }

  private let content: ReportContent
  private let options: ReportOptions

  init(_ content: ReportContent, _ options: ReportOptions) {
    self.content = content
    self.options = options
  }

  func write(to sink: ReportSink) throws {
    let found = Dictionary(grouping: content.problems) { diagnostic in
      Case(
        file: diagnostic.place.map { options.path($0.file) } ?? options.home,
        rule: diagnostic.rule)
    }
    let cases = found.sorted { ($0.key.file, $0.key.rule) < ($1.key.file, $1.key.rule) }
    let failed = cases.count { $0.value.contains { $0.severity == .error } }
    var buffer = TextBuffer(TextStyle(), content.masking)
    buffer.line(#"<?xml version="1.0" encoding="UTF-8"?>"#)
    buffer.line("<testsuites>")
    buffer.add(words: #"  <testsuite name="keyform "#)
    add(content.mark, to: &buffer)
    buffer.line(
      #"" tests="\#(max(1, cases.count))" failures="\#(failed)" errors="0" skipped="0" time="0">"#)
    if cases.isEmpty {
      buffer.add(words: #"    <testcase classname="keyform" name=""#)
      add(content.verdict.sentence, to: &buffer)
      buffer.line(#"" time="0"/>"#)
    }
    for (site, diagnostics) in cases {
      add(site, diagnostics, to: &buffer)
      try buffer.flush(to: sink)
    }
    buffer.line("  </testsuite>")
    buffer.line("</testsuites>")
    try sink(buffer.take())
  }

  private func add(
    _ site: Case, _ diagnostics: [Diagnostic], to buffer: inout TextBuffer
  ) {
    buffer.add(words: #"    <testcase classname=""#)
    add(site.file, to: &buffer)
    buffer.add(words: #"" name=""#)
    add(site.rule, to: &buffer)
    buffer.line(#"" time="0">"#)
    let errors = diagnostics.filter { $0.severity == .error }
    if let first = errors.first {
      buffer.add(words: #"      <failure type="error" message=""#)
      add(first.summary, to: &buffer)
      buffer.add(words: #"">"#)
      add(errors, to: &buffer)
      buffer.line("</failure>")
    }
    let others = diagnostics.filter { $0.severity < .error }
    if !others.isEmpty {
      buffer.add(words: "      <system-out>")
      add(others, to: &buffer)
      buffer.line("</system-out>")
    }
    buffer.line("    </testcase>")
  }

  private func add(_ diagnostics: [Diagnostic], to buffer: inout TextBuffer) {
    for (index, diagnostic) in diagnostics.enumerated() {
      if index > 0 { buffer.breakLine() }
      if let place = diagnostic.place {
        add("\(options.path(place.file)):\(place.line): ", to: &buffer)
      }
      add("\(diagnostic.severity.rawValue): \(diagnostic.message)", to: &buffer)
    }
  }

  private func add(_ text: String, to buffer: inout TextBuffer) {
    buffer.add(
      ShownText(text.replacing("\n", with: " "), buffer.masking).cut(to: Self.longest)
        .replacing(Self.signs))
  }

  /// Control characters are shown as text before. The last two are in no document.
  private static let signs = FormatSigns([
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;",
    "\u{FFFE}": "\\u{fffe}", "\u{FFFF}": "\\u{ffff}",
  ])
}
