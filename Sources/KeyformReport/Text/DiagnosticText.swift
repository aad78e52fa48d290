package import KeyformCore

/// Diagnostics for people: grouped by file, each with place, severity, rule, summary, the line
/// with a caret, and what to do; the counts last.
package struct DiagnosticText {
  /// What becomes of advice that repeats itself.
  package enum Repetition: Sendable {
    /// More than twenty infos of one rule become one line with the count.
    case folded
    case all
  }

  private let style: TextStyle
  private let masking: Masking
  private let repetition: Repetition
  private let excerpt: ((Place) -> String?)?

  /// `excerpt` gives the source line of a place, without line break; nil where lines are not shown.
  package init(
    style: TextStyle, masking: Masking, repetition: Repetition = .folded,
    excerpt: ((Place) -> String?)? = nil
  ) {
    self.style = style
    self.masking = masking
    self.repetition = repetition
    self.excerpt = excerpt
  }

  /// Nothing where there are no diagnostics.
  package func write(_ diagnostics: [Diagnostic], to sink: ReportSink) throws {
    guard !diagnostics.isEmpty else { return }
    let folding = InfoFolding(diagnostics, repetition)
    var buffer = TextBuffer(style, masking)
    var file: String?
    for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder)
    where !folding.folds(diagnostic) {
      if let file, file != diagnostic.place?.file ?? "" { buffer.breakLine() }
      file = diagnostic.place?.file ?? ""
      add(diagnostic, to: &buffer)
      try buffer.flush(to: sink)
    }
    if file != nil { buffer.breakLine() }
    for folded in folding.folded { add(folded, to: &buffer) }
    if !folding.folded.isEmpty { buffer.breakLine() }
    buffer.line(DiagnosticCount(diagnostics).text, .strong)
    try buffer.flush(to: sink, above: 0)
  }

  private func add(_ diagnostic: Diagnostic, to buffer: inout TextBuffer) {
    if let place = diagnostic.place {
      buffer.add(place.shown)
      buffer.add(" ")
    }
    add(diagnostic.severity, rule: diagnostic.rule, to: &buffer)
    buffer.line(diagnostic.summary)
    if let place = diagnostic.place, let line = excerpt?(place) {
      Excerpt(line, at: place, masking: masking).add(to: &buffer)
    }
    if !diagnostic.detail.isEmpty {
      buffer.paragraphs(diagnostic.detail, indent: 4)
    }
    for related in diagnostic.related {
      buffer.pad(4)
      buffer.line("\(related.place.shown): \(related.text)", .faint)
    }
  }

  private func add(_ folded: InfoFolding.Folded, to buffer: inout TextBuffer) {
    add(.info, rule: folded.rule, to: &buffer)
    buffer.add("\(folded.count) findings, such as: \(folded.example.summary)")
    if let place = folded.example.place { buffer.add(" (\(place.shown))") }
    buffer.line("; --format json lists each of them")
  }

  private func add(_ severity: Severity, rule: String, to buffer: inout TextBuffer) {
    buffer.add("\(severity.rawValue)[\(rule)]", severity.paint)
    buffer.add(" ")
  }

}

extension Place {
  fileprivate var shown: String { "\(file):\(line):\(column)" }
}

extension Severity {
  var paint: Paint {
    switch self {
    case .info: .advice
    case .warning: .caution
    case .error: .bad
    }
  }
}
