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

  let style: TextStyle
  let masking: Masking
  private let repetition: Repetition
  private let excerpt: ((FileLocation) -> String?)?
  /// Hundreds of bindings may add up to one finding.
  private static let relatedShown = 5

  /// `excerpt` gives the source line of a place, without line break; nil where lines are not shown.
  package init(
    style: TextStyle, masking: Masking, repetition: Repetition = .folded,
    excerpt: ((FileLocation) -> String?)? = nil
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
    for related in diagnostic.related.prefix(Self.relatedShown) {
      buffer.pad(4)
      buffer.line("\(related.place.shown): \(related.text)", .faint)
    }
    let more = diagnostic.related.count - Self.relatedShown
    if more > 0 { buffer.line("    and \(more) more; --format json lists each of them", .faint) }
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

extension FileLocation {
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

/// A line of a file with a caret under the place, secrets masked.
struct Excerpt {
  private let number: String
  private let before: String
  private let after: String

  init(_ line: String, at place: FileLocation, masking: Masking) {
    number = String(place.line)
    // Columns count characters as the YAML reader does: Unicode scalars.
    let split = line.unicodeScalars.prefix(max(0, place.column - 1)).reduce(0) {
      $0 + Unicode.UTF8.width($1)
    }
    let (before, after) = masking.masked(line, splitAt: split)
    self.before = ShownText(before.replacing("\t", with: " "), masking).text
    self.after = ShownText(after.replacing("\t", with: " "), masking).text
  }

  func add(to buffer: inout TextBuffer) {
    // The part of a long line that holds the caret.
    let room = max(20, buffer.style.width - number.utf8.count - 8)
    let lead = before.unicodeScalars
    let cut = lead.count > room / 2 ? lead.count - room / 2 : 0
    let start = (cut > 0 ? "…" : "") + String(lead.dropFirst(cut))
    let width = start.unicodeScalars.count
    let rest = after.unicodeScalars
    let end = String(rest.prefix(max(1, room - width)))
    buffer.pad(4)
    buffer.add("\(number) | ", .faint)
    buffer.line(start + end + (rest.count > end.unicodeScalars.count ? "…" : ""))
    buffer.pad(4 + number.utf8.count)
    buffer.add(" | ", .faint)
    buffer.pad(width)
    buffer.line("^", .bad)
  }
}

/// Which infos become one line: a rule that has the same advice for thousands of entries hides
/// every other finding.
struct InfoFolding {
  struct Folded {
    let rule: String
    let count: Int
    /// The first by place.
    let example: Diagnostic
  }

  static let limit = 20

  /// By rule.
  let folded: [Folded]
  private let rules: Set<String>

  init(_ diagnostics: [Diagnostic], _ repetition: DiagnosticText.Repetition) {
    guard repetition == .folded else {
      folded = []
      rules = []
      return
    }
    var found: [String: (count: Int, example: Diagnostic)] = [:]
    for diagnostic in diagnostics where diagnostic.severity == .info {
      let (count, example) = found[diagnostic.rule] ?? (0, diagnostic)
      let isFirst = Diagnostic.inOrder(diagnostic, example)
      found[diagnostic.rule] = (count + 1, isFirst ? diagnostic : example)
    }
    folded = found.filter { $0.value.count > Self.limit }.sorted { $0.key < $1.key }.map {
      Folded(rule: $0.key, count: $0.value.count, example: $0.value.example)
    }
    rules = Set(folded.map(\.rule))
  }

  func folds(_ diagnostic: Diagnostic) -> Bool {
    !rules.isEmpty && diagnostic.severity == .info && rules.contains(diagnostic.rule)
  }
}

/// How many diagnostics there are of each severity.
package struct DiagnosticCount: Hashable, Sendable {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var infos = 0

  package init(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
    }
  }

  /// `2 errors, 1 warning, 3 infos`; `no findings` where there are none.
  package var text: String {
    let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")].filter { $0.0 > 0 }
    if parts.isEmpty { return "no findings" }
    return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}
