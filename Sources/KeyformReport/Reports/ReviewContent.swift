package import KeyformCore

// Reports of reviews, of findings alone, and of drift.
extension ReportContent {
  /// What a change does. `all`: findings that were there before count as new ones do.
  package init(_ review: Review, all: Bool, _ masking: Masking) {
    let findings = Self.findings(of: review, all: all)
    self.init(
      .diff, project: review.project, mark: "diff \(review.project)",
      review.verdict(findings), masking)
    guards = review.guards
    self.findings = findings
    isCounted = review.isCompared
    parts = review.parts.filter { !$0.changes.isEmpty || $0.moved > 0 }.map { part in
      ReportPart(part, of: review, masking)
    }
    secrets = review.secrets
    notes = review.reportNotes
  }

  private static func findings(of review: Review, all: Bool) -> [ReportFindings] {
    guard review.isCompared else {
      return ReportFindings.uncaused(review.findings.map(\.diagnostic))
    }
    let causes = ReportFindings.all(review.findings)
    if !all { return causes }
    return causes.map {
      $0.cause == .thereBefore ? ReportFindings(cause: nil, $0.diagnostics) : $0
    }
  }

  /// What is wrong with a repository. `subject` and `mark` are those of the report in whose place it
  /// stands.
  package init(
    _ subject: Subject = .validate, project: String, mark: String? = nil, files: Int,
    _ diagnostics: [Diagnostic], notes lines: [String] = [], patch: String? = nil,
    _ masking: Masking
  ) {
    let count = DiagnosticCount(diagnostics)
    let place = files > 0 ? " in \(counted(files, "file"))" : ""
    let mood: ReportVerdict.Mood =
      count.errors > 0 ? .bad : count.warnings > 0 ? .caution : .good
    self.init(
      subject, project: project, mark: mark ?? "\(subject.rawValue) \(project)",
      ReportVerdict(
        (subject == .validate ? "" : "No \(subject.rawValue): ") + "\(count.text)\(place)", mood),
      masking)
    self.patch = patch
    isCounted = false
    findings = ReportFindings.uncaused(diagnostics)
    notes = lines.map { ReportNote(.plain, $0) }
  }

  package init(_ drift: DriftReport, today: CalendarDate, _ masking: Masking) {
    let headline = drift.headline(for: drift.target.shown)
    let isQuiet = drift.drifted.isEmpty && drift.writtenAgain.isEmpty && drift.unmerged.isEmpty
    self.init(
      .drift, project: drift.project, mark: "drift \(drift.target.mark)",
      ReportVerdict(
        headline, !drift.drifted.isEmpty ? .bad : isQuiet && !drift.isPreview ? .good : .caution),
      masking)
    isCounted = false
    parts = [
      ReportPart(
        title: nil, sentence: headline, reviewID: nil, notes: drift.reportNotes, counts: [],
        objects: ReportObjects(drift.drifted, masking), moved: 0, impact: .none, today: today,
        summary: PlanSummary())
    ]
  }
}

extension DriftReport {
  fileprivate var reportNotes: [ReportNote] {
    var notes: [ReportNote] = []
    if isPreview { notes.append(ReportNote(.caution, Self.previewSentence)) }
    notes += writtenAgain.map {
      ReportNote(.caution, "Undone, and still in the files: \($0.shown)")
    }
    notes += unmerged.map {
      ReportNote(.caution, "Applied from a commit that is not merged here: \($0.shown)")
    }
    if !pending.isEmpty { notes.append(ReportNote(.plain, pendingSentence)) }
    return notes
  }
}

extension ReportPart {
  fileprivate init(_ part: Review.Part, of review: Review, _ masking: Masking) {
    let summary = PlanSummary(part.changes)
    self.init(
      title: review.parts.count > 1 ? part.targets.joined(separator: ", ") : nil,
      sentence: summary.sentence, reviewID: nil, notes: [],
      counts: ReportCount.all(part.changes, []),
      objects: ReportObjects(
        ChangedObjects(
          part.changes, files: review.files, uncommitted: review.uncommitted, origins: [],
          endangered: [],
          review.findings.filter { $0.cause == .new }.map(\.diagnostic), part.impact, masking)),
      moved: part.moved, impact: part.impact, today: review.today, summary: summary)
  }
}

extension Review {
  fileprivate func verdict(_ findings: [ReportFindings]) -> ReportVerdict {
    let range = "from \(before.shown) to \(after.shown)"
    if !isCompared {
      return ReportVerdict("No diff: the base could not be read, \(before.shown)", .bad)
    }
    var mood: ReportVerdict.Mood = hasChanges || !guards.isEmpty ? .good : .quiet
    for group in findings where group.cause != .fixed && group.cause != .thereBefore {
      let count = DiagnosticCount(group.diagnostics)
      if count.errors > 0 { mood = .bad } else if count.warnings > 0 { mood = max(mood, .caution) }
    }
    if guards.contains(where: \.isLoosened) { mood = max(mood, .caution) }
    let outcome = outcome(findings.map { ($0.cause, $0.diagnostics) })
    return ReportVerdict("\(outcome), \(range)", mood)
  }

  fileprivate var reportNotes: [ReportNote] {
    var notes: [ReportNote] = []
    func add(_ weight: ReportNote.Weight, _ text: String) { notes.append(.init(weight, text)) }
    switch base {
    case .read: break
    case .absent: add(.caution, "There was no keyform.yaml in this folder, so everything is new.")
    case .broken(let problem):
      add(
        .blocker,
        """
        A half-read side is not compared: guards are not compared, so nobody knows what the change \
        loosens, and what follows is said of \(after.shown) alone. The first problem there: \(problem)
        """)
    }
    for sentence in formerly { add(.caution, sentence) }
    if let hazards = ReviewText.hazardSentence(of: self) { add(.caution, hazards) }
    addNames(&notes, "In no commit yet", untracked, .caution)
    addNames(&notes, "Ignored by git, and read all the same", ignored, .caution)
    addNames(&notes, "Owners", owners, .plain)
    addNames(&notes, "Written otherwise, with the same entries", respelt, .plain)
    return notes
  }

  private func addNames(
    _ notes: inout [ReportNote], _ what: String, _ names: [String], _ weight: ReportNote.Weight
  ) {
    if names.isEmpty { return }
    let rest = names.count - 5
    let more = rest > 0 ? " and \(rest) more" : ""
    notes.append(ReportNote(weight, "\(what): \(names.prefix(5).joined(separator: ", "))\(more)"))
  }
}
