package import KeyformCore

/// A review for people: what the change comes to, then the entries, what they mean for licences,
/// the findings by cause, and the secrets that an apply will need.
package struct ReviewText {
  private let diagnostics: DiagnosticText
  /// Whether findings that were there before are shown one by one.
  private let showsAll: Bool
  /// So many files of one sort are named.
  private static let namesShown = 5
  private static let fixedShown = 20

  package init(diagnostics: DiagnosticText, showsAll: Bool) {
    self.diagnostics = diagnostics
    self.showsAll = showsAll
  }

  package func write(_ review: Review, to sink: ReportSink) throws {
    var buffer = TextBuffer(diagnostics.style, diagnostics.masking)
    GuardText.add(review.guards, silencing: review.found(.silenced), to: &buffer)
    if !buffer.isEmpty { buffer.breakLine() }
    addVerdict(of: review, to: &buffer)
    addFiles(of: review, to: &buffer)
    let files = review.files.map { ShownText($0, buffer.masking) }
    let uncommitted = review.uncommitted
    for part in review.parts where !part.changes.isEmpty || part.moved > 0 {
      buffer.breakLine()
      if review.parts.count > 1 { addTargets(of: part, to: &buffer) }
      try buffer.flush(to: sink, above: 0)
      let text = ChangeText(
        style: buffer.style, masking: buffer.masking,
        widths: ColumnWidths(part.changes, buffer.masking), files: files,
        uncommitted: uncommitted)
      try OrderedBlocks.write(part.changes, to: sink) { text.bytes($0) }
      if part.moved > 0 {
        buffer.line("= moved, nothing else: \(entries(part.moved))", .faint)
      }
      ImpactText(today: review.today).add(part.impact, to: &buffer)
    }
    try writeFindings(of: review, &buffer, to: sink)
    addSecrets(of: review, to: &buffer)
    try buffer.flush(to: sink, above: 0)
  }

  private func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }

  private func addVerdict(of review: Review, to buffer: inout TextBuffer) {
    let before = review.before.shown
    let after = review.after.shown
    switch review.base {
    case .broken(let problem):
      buffer.paragraph("No diff: the base could not be read, \(before).", indent: 0, .strong)
      buffer.paragraph(
        """
        A half-read side is not compared: guards are not compared, so nobody knows what the change \
        loosens, and what follows is said of \(after) alone. The first problem there: \(problem)
        """, indent: 0)
      return
    case .read, .absent: break
    }
    let outcome = review.outcome(
      [.new, .silenced].map { (cause: $0, diagnostics: review.found($0)) })
    let end = review.hasChanges ? "" : "."
    buffer.paragraph("From \(before) to \(after): \(outcome)\(end)", indent: 0, .strong)
    if review.hasChanges { add(review.owners, "Owners", .strong, to: &buffer) }
    if let hazards = Self.hazardSentence(of: review) {
      buffer.paragraph(hazards, indent: 0, .caution)
    }
    if review.base == .absent {
      buffer.paragraph(
        "There was no keyform.yaml in this folder, so everything is new.", indent: 0, .caution)
    }
    for sentence in review.formerly { buffer.paragraph(sentence, indent: 0, .caution) }
  }

  /// What a plan of the changes will ask for, as far as files tell it; nil: nothing.
  static func hazardSentence(of review: Review) -> String? {
    let counts = Change.hazards(of: review.union)
    let words = Hazard.allCases.compactMap { hazard in
      counts[hazard].map { "\(hazard.rawValue) (\($0))" }
    }
    return words.isEmpty
      ? nil : "A plan of it has to be allowed by name: \(words.joined(separator: ", "))"
  }

  private func addFiles(of review: Review, to buffer: inout TextBuffer) {
    add(review.untracked, "In no commit yet", .caution, to: &buffer)
    add(review.ignored, "Ignored by git, and read all the same", .caution, to: &buffer)
    add(review.respelt, "Written otherwise, with the same entries", .faint, to: &buffer)
  }

  /// Each is masked by itself: side by side they might look like something else.
  private func add(
    _ names: [String], _ what: String, _ paint: Paint, to buffer: inout TextBuffer
  ) {
    guard !names.isEmpty else { return }
    buffer.add("\(what): ", paint)
    for (index, name) in names.prefix(Self.namesShown).enumerated() {
      if index > 0 { buffer.add(words: ", ") }
      buffer.add(name, paint)
    }
    let rest = names.count - Self.namesShown
    if rest > 0 { buffer.add(" and \(rest) more", paint) }
    buffer.breakLine()
  }

  private func addTargets(of part: Review.Part, to buffer: inout TextBuffer) {
    let names = part.targets.joined(separator: ", ")
    buffer.paragraph("\(names): \(PlanSummary(part.changes).sentence)", indent: 0, .strong)
  }

  private func writeFindings(
    of review: Review, _ buffer: inout TextBuffer, to sink: ReportSink
  ) throws {
    for (cause, title) in [
      (FindingCause.new, review.isCompared ? "New findings" : "Findings"),
      (.silenced, "Silenced by this change"),
    ] {
      try write(review.found(cause), title, &buffer, to: sink)
    }
    let fixed = review.found(.fixed)
    if !fixed.isEmpty {
      buffer.breakLine()
      buffer.line("Fixed: \(counted(fixed.count, "finding"))", .strong)
      for diagnostic in fixed.prefix(Self.fixedShown) {
        let address = diagnostic.address.map { "\($0): " } ?? ""
        buffer.hanging(
          "\(diagnostic.severity.rawValue)[\(diagnostic.rule)] \(address)\(diagnostic.summary)",
          .good)
      }
      let rest = fixed.count - Self.fixedShown
      if rest > 0 { buffer.line("  and \(rest) more; --format json lists them", .faint) }
    }
    let known = review.found(.thereBefore)
    if showsAll { return try write(known, "There before", &buffer, to: sink) }
    guard !known.isEmpty else { return }
    buffer.breakLine()
    buffer.line(
      "There before: \(DiagnosticCount(known).text); --findings all shows them.", .faint)
  }

  private func write(
    _ found: [Diagnostic], _ title: String, _ buffer: inout TextBuffer, to sink: ReportSink
  ) throws {
    if found.isEmpty { return }
    buffer.breakLine()
    buffer.line(title, .strong)
    try buffer.flush(to: sink, above: 0)
    try diagnostics.write(found, to: sink)
  }

  private func addSecrets(of review: Review, to buffer: inout TextBuffer) {
    guard !review.secrets.isEmpty else { return }
    buffer.breakLine()
    buffer.line("Secrets that have to be in place before an apply", .strong)
    for secret in review.secrets {
      let source = secret.source.map(\.shown) ?? "no source is named"
      buffer.hanging(
        "\(secret.address): \(source), \(secret.recorded)",
        secret.identity == nil ? .caution : .plain)
    }
  }
}

extension Review {
  /// Where the project was before, and what it was called, where that is otherwise now.
  var formerly: [String] {
    let folder = formerFolder.map { $0.isEmpty ? "the top folder" : $0 }
    if let folder, let formerProject {
      return [
        """
        The project \(formerProject) stood in \(folder), where no project of its own is any more: it is \
        what \(project) is compared with, and entries that are not here count as removed. A target keeps \
        its rows under the old name.
        """
      ]
    }
    if let folder { return ["The repository stood in \(folder) before."] }
    return formerProject.map { name in
      [
        """
        The project was called \(name) and is \(project) now: a target keeps its rows under the old name.
        """
      ]
    } ?? []
  }

  /// What the change comes to, in every format: entries, guards, findings that it brings or silences.
  /// Nil as a cause: findings of which nobody asked for one.
  func outcome(_ findings: [(cause: FindingCause?, diagnostics: [Diagnostic])]) -> String {
    var parts = [hasChanges ? PlanSummary(union).sentence : "no entry changes"]
    let loosened = guards.count { $0.isLoosened }
    if loosened > 0, loosened == guards.count {
      parts.append("\(counted(loosened, "guard")) loosened")
    } else if !guards.isEmpty {
      let changed = guards.count == 1 ? "1 guard changes" : "\(guards.count) guards change"
      parts.append(changed + (loosened > 0 ? ", \(loosened) of them loosened" : ""))
    }
    for (cause, diagnostics) in findings where !diagnostics.isEmpty {
      let count = DiagnosticCount(diagnostics).text
      switch cause {
      case .new: parts.append("new: \(count)")
      case .silenced: parts.append("silenced: \(count)")
      case nil: parts.append(count)
      case .fixed, .thereBefore: continue
      }
    }
    return parts.joined(separator: "; ")
  }

  /// Of several sets each change once.
  var union: [Change] {
    if parts.count == 1 { return parts[0].changes }
    var seen = Set<String>()
    return parts.flatMap(\.changes).filter { change in
      let origins = [change.before?.origin, change.after?.origin].map { origin in
        origin.map { "\($0.file):\($0.line):\($0.column)" } ?? ""
      }
      return seen.insert("\(change.action) \(change.address) \(origins)").inserted
    }
  }
}

extension Review.Side {
  /// Such as `origin/main (3f2a…)`.
  var shown: String {
    guard let name else { return "the files" }
    guard let commit else { return name }
    if isMergeBase { return "where HEAD left \(name) (\(commit.prefix(12)))" }
    if commit.hasPrefix(name) { return "commit \(name.prefix(12))" }
    return "\(name) (\(commit.prefix(12)))"
  }
}

extension SecretReference {
  /// The variable or file, never what is in it.
  var shown: String {
    switch self {
    case .environment(let name): "environment variable \(name)"
    case .file(let path): "file \(path)"
    case .entry(let path, let name): "line \(name) of file \(path)"
    }
  }
}
