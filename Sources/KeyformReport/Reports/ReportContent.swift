package import KeyformCore

/// What a run found, as every format of `--report` tells it: they walk these values and no others.
///
/// Of thousands of objects and lines a format shows what its reader takes; nothing here is cut.
package struct ReportContent: Sendable {
  /// What it tells of: the command, and a plan also where it was saved before.
  package enum Subject: String, Sendable, CaseIterable {
    case validate, diff, plan, drift
  }

  package let subject: Subject
  package let project: String
  /// Which of the reports on one change it is, so that the next one takes its place: the target of a
  /// plan, and the subject with target or project of others.
  package let mark: String
  package let verdict: ReportVerdict
  /// How the run ends; nil where nobody has said so.
  package var exitCode: Int?
  /// What judges changes and is not what it was, those that loosen first.
  package internal(set) var guards: [GuardChange] = []
  /// One for each target, or for each set of files that changes otherwise; none where files alone are
  /// judged.
  package internal(set) var parts: [ReportPart] = []
  /// Those that the reader has to know of first; each once, in the order of reports.
  package internal(set) var findings: [ReportFindings] = []
  /// By address.
  package internal(set) var secrets: [Review.AwaitedSecret] = []
  /// With what was reviewed; nil where nobody asked.
  package internal(set) var comparison: ReportComparison?
  /// Of the whole.
  package internal(set) var notes: [ReportNote] = []
  /// Whether it knows what becomes of all rows that it tells of.
  package internal(set) var isCounted = true
  /// What fixing would change, as a unified diff; nil where nobody asked.
  package internal(set) var patch: String?
  package let masking: Masking

  init(
    _ subject: Subject, project: String, mark: String, _ verdict: ReportVerdict, _ masking: Masking
  ) {
    self.subject = subject
    self.project = project
    self.mark = mark
    self.verdict = verdict
    self.masking = masking
  }
}

/// What a run came to, in one sentence.
package struct ReportVerdict: Hashable, Sendable {
  package enum Mood: Hashable, Sendable, Comparable {
    /// Nothing to do.
    case quiet
    /// As it should be.
    case good
    /// Somebody has to look at it.
    case caution
    /// It must not go on like this.
    case bad
  }

  package let sentence: String
  package let mood: Mood

  package init(_ sentence: String, _ mood: Mood) {
    self.sentence = sentence
    self.mood = mood
  }
}

/// A sentence that a reviewer has to know, beside the objects.
package struct ReportNote: Hashable, Sendable {
  package enum Weight: Hashable, Sendable {
    /// It keeps the plan from being applied.
    case blocker
    /// A named danger, to be allowed by name.
    case hazard
    case caution
    case plain
  }

  package let weight: Weight
  package let text: String
  /// Whether one of the findings says it as well.
  package let isFinding: Bool

  package init(_ weight: Weight, _ text: String, isFinding: Bool = false) {
    self.weight = weight
    self.text = text
    self.isFinding = isFinding
  }
}

/// What becomes of the rows of one target, or of the entries of one set of files.
package struct ReportPart: Sendable {
  /// The target, or the targets that share the set; nil of the only part.
  package let title: String?
  /// What becomes of it, in one sentence; that of the report where it is the only part.
  package let sentence: String
  /// What an approval names; nil where there is nothing to approve.
  package let reviewID: ReviewID?
  /// What blocks first, then hazards, then the rest.
  package let notes: [ReportNote]
  package let counts: [ReportCount]
  /// In the order of risk.
  package let objects: ReportObjects
  /// Entries that stand in another file and are as they were.
  package let moved: Int
  package let impact: Impact
  /// The clock of calendar rules; nil where there was no plan.
  package let today: CalendarDate?
  /// How many rows are created, updated and deleted; an adopted or released row is updated.
  package let summary: PlanSummary

  /// The lines of the impact, `most` of each sort, the worst first.
  package func impactLines(_ most: Int) -> [ImpactGroup] {
    guard let today, !impact.isEmpty else { return [] }
    return ImpactGroup.all(of: impact, today: today, most: most)
  }
}

/// How many rows get the same, and where that comes from.
package struct ReportCount: Hashable, Sendable {
  package let action: Action
  package let count: Int
  /// By origin, those that there are; rows of which nothing is known are in none.
  package let origins: [Share]

  package struct Share: Hashable, Sendable {
    /// Such as `takes back`.
    package let name: String
    package let count: Int
  }
}

/// Findings that have one cause.
package struct ReportFindings: Sendable {
  /// What a change has to do with them; nil where nothing is compared.
  package let cause: FindingCause?
  /// In the order of reports.
  package let diagnostics: [Diagnostic]

  /// By cause, in the order of `FindingCause`; causes without findings are left out.
  static func all(_ findings: [CausedFinding]) -> [ReportFindings] {
    FindingCause.allCases.compactMap { cause in
      let found = findings.filter { $0.cause == cause }.map(\.diagnostic)
      return found.isEmpty ? nil : ReportFindings(cause: cause, found)
    }
  }

  init(cause: FindingCause?, _ diagnostics: [Diagnostic]) {
    self.cause = cause
    self.diagnostics = diagnostics.sorted(by: Diagnostic.inOrder)
  }
}

extension ReportContent {
  /// Whether nothing changes, nothing is found and nothing has to be known.
  package var isQuiet: Bool {
    guards.isEmpty && findings.isEmpty && notes.isEmpty && comparison == nil
      && parts.allSatisfy(\.isQuiet)
  }

  /// The diagnostics that count for whoever judges the change: under `diff` those that it brings or
  /// only silences.
  package var counting: [Diagnostic] {
    findings.filter { $0.cause.isCounting }.flatMap(\.diagnostics)
  }

  /// All that is wrong, for programs that show findings alone: what counts, what keeps a plan from being
  /// applied or a target from being as it was left, and what a branch loosens. The worst first.
  package var problems: [Diagnostic] {
    let own = parts.flatMap(\.problems) + (comparison?.problems ?? [])
    let sorted = (counting + own).sorted { left, right in
      left.severity == right.severity
        ? Diagnostic.inOrder(left, right) : left.severity > right.severity
    }
    // Before all other warnings: some of those may be missing for it.
    return sorted.filter { $0.severity == .error } + loosened
      + sorted.filter { $0.severity < .error }
  }

  /// A plan has the hazard of the same meaning.
  private var loosened: [Diagnostic] {
    guard subject == .diff else { return [] }
    return guards.filter(\.isLoosened).map { change in
      Diagnostic(
        rule: "guard", severity: .warning, summary: "loosens \(change.shown)", detail: "",
        place: change.place)
    }
  }
}

extension Optional<FindingCause> {
  fileprivate var isCounting: Bool {
    switch self {
    case nil, .new, .silenced: true
    case .fixed, .thereBefore: false
    }
  }
}

extension ReportPart {
  fileprivate var isQuiet: Bool { objects.isEmpty && notes.isEmpty && moved == 0 }

  /// What is wrong and no finding of a rule.
  fileprivate var problems: [Diagnostic] {
    let subject = title.map { "\($0): " } ?? ""
    let blocking = notes.filter { !$0.isFinding }.compactMap { note -> Diagnostic? in
      switch note.weight {
      case .blocker:
        Diagnostic(
          rule: "blocked", severity: .error, summary: subject + note.text, detail: "", place: nil)
      case .hazard:
        Diagnostic(
          rule: "hazard", severity: .warning, summary: subject + note.text, detail: "", place: nil)
      case .caution, .plain: nil
      }
    }
    return blocking + objects.drift
  }
}
