internal import KeyformCore

/// Findings in Markdown: errors and warnings a line each, worst first, and advice folded.
struct MarkdownFindings {
  private static let relatedShown = 3

  /// Errors and warnings, the worst first.
  let listed: [Diagnostic]
  private let advice: [Diagnostic]
  private let folding: InfoFolding
  /// Of all pieces of advice.
  let total: Int
  private let masking: Masking

  init(_ diagnostics: [Diagnostic], _ masking: Masking) {
    listed = diagnostics.filter { $0.severity > .info }.sorted { left, right in
      left.severity == right.severity
        ? Diagnostic.inOrder(left, right) : left.severity > right.severity
    }
    let infos = diagnostics.filter { $0.severity == .info }
    folding = InfoFolding(infos, .folded)
    let folding = folding
    advice = infos.filter { !folding.folds($0) }
    total = infos.count
    self.masking = masking
  }

  /// Lines of advice.
  var count: Int { advice.count + folding.folded.count }

  func add(_ index: Int, to buffer: inout TextBuffer) { add(listed[index], to: &buffer) }

  func addAdvice(_ index: Int, to buffer: inout TextBuffer) {
    if index < advice.count { return add(advice[index], to: &buffer) }
    let folded = folding.folded[index - advice.count]
    addHead(.info, folded.rule, folded.example.place, to: &buffer)
    buffer.add(
      MarkdownText.prose(
        "\(folded.count) findings, such as: \(folded.example.summary)", masking))
  }

  private func add(_ diagnostic: Diagnostic, to buffer: inout TextBuffer) {
    addHead(diagnostic.severity, diagnostic.rule, diagnostic.place, to: &buffer)
    let stop = diagnostic.detail.isEmpty ? "" : diagnostic.summary.hasSuffix("?") ? " " : ". "
    buffer.add(
      MarkdownText.prose("\(diagnostic.summary)\(stop)\(diagnostic.detail)", masking))
    if diagnostic.related.isEmpty { return }
    buffer.add(words: " (see ")
    for (index, related) in diagnostic.related.prefix(Self.relatedShown).enumerated() {
      if index > 0 { buffer.add(words: ", ") }
      buffer.add(MarkdownText.code("\(related.place.file):\(related.place.line)", masking))
    }
    let more = diagnostic.related.count - Self.relatedShown
    if more > 0 { buffer.add(" and \(more) more") }
    buffer.add(words: ")")
  }

  private func addHead(
    _ severity: Severity, _ rule: String, _ place: FileLocation?, to buffer: inout TextBuffer
  ) {
    buffer.add("- **\(severity.rawValue)** ")
    buffer.add(MarkdownText.code(rule, masking))
    if let place {
      buffer.add(words: " ")
      buffer.add(
        MarkdownText.code("\(place.file):\(place.line):\(place.column)", masking))
    }
    buffer.add(words: ": ")
  }
}
