internal import KeyformCore

/// Workflow commands, which GitHub makes annotations of. A step shows ten errors and ten warnings and
/// drops the others in silence, so the worst are written and the last one counts the rest.
struct GitHubReport {
  private static let most = 10
  /// Of one message: a longer one is cut by whoever shows it.
  private static let longest = 2_000

  private let content: ReportContent
  private let options: ReportOptions

  init(_ content: ReportContent, _ options: ReportOptions) {
    self.content = content
    self.options = options
  }

  func write(to sink: ReportSink) throws {
    var buffer = TextBuffer(TextStyle(), content.masking)
    let problems = content.problems
    for severity in [Severity.error, .warning] {
      let found = problems.filter { $0.severity == severity }
      for (index, diagnostic) in found.prefix(Self.most).enumerated() {
        let left = index == Self.most - 1 ? found.count - Self.most : 0
        add(diagnostic, left, to: &buffer)
      }
    }
    try sink(buffer.take())
  }

  /// `left` are those of its severity that are not shown.
  private func add(_ diagnostic: Diagnostic, _ left: Int, to buffer: inout TextBuffer) {
    buffer.beginOrder(diagnostic.severity == .error ? "::error " : "::warning ")
    if let place = diagnostic.place {
      add("file", options.path(place.file), to: &buffer)
      buffer.add(",line=\(place.line),col=\(place.column),")
    }
    let subject = diagnostic.address.map { " \($0)" } ?? ""
    add("title", diagnostic.rule + subject, to: &buffer)
    buffer.add(words: "::")
    add(message: diagnostic.message, to: &buffer)
    for related in diagnostic.related.prefix(3) {
      add(
        message: "\n\(options.path(related.place.file)):\(related.place.line): \(related.text)",
        to: &buffer)
    }
    if left > 0 {
      let word = diagnostic.severity.rawValue
      buffer.add("%0A%0AAnd \(counted(left, "more \(word)")), not shown here.")
    }
    buffer.breakLine()
  }

  private func add(_ name: StaticString, _ value: String, to buffer: inout TextBuffer) {
    buffer.add(words: name)
    buffer.add(words: "=")
    buffer.add(ShownText(value, buffer.masking).cut(to: 500).replacing(Self.propertySigns))
  }

  private func add(message: String, to buffer: inout TextBuffer) {
    buffer.add(
      ShownText(paragraphs: message, buffer.masking).cut(to: Self.longest)
        .replacing(Self.messageSigns))
  }

  private static let messageSigns = FormatSigns(["%": "%25", "\r": "%0D", "\n": "%0A"])
  private static let propertySigns = FormatSigns([
    "%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C",
  ])
}

extension Diagnostic {
  /// All that it says, as one text.
  var message: String {
    if detail.isEmpty { return summary }
    return summary + (summary.hasSuffix("?") ? " " : ". ") + detail
  }
}
