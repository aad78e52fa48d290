package import KeyformCore

/// One line on what a change means for licences, with what stands below it: the same in every report.
package struct ImpactLine: Hashable, Sendable {
  package enum Tone: Hashable, Sendable {
    case plain, good, caution, bad
  }

  package struct Detail: Hashable, Sendable {
    package let text: String
    package let tone: Tone
  }

  package let text: String
  package let tone: Tone
  package let details: [Detail]
  /// Where it comes from: the first few rows; nil: from none.
  package let citation: String?

  init(_ text: String, _ tone: Tone, _ details: [Detail] = [], from citation: String?) {
    self.text = text
    self.tone = tone
    self.details = details
    self.citation = citation
  }
}

/// The lines of one sort, what is worst first.
package struct ImpactGroup: Sendable {
  /// What they are, such as `ends of support`.
  package let name: String
  package let count: Int
  /// The first few.
  package let lines: [ImpactLine]

  /// At most `most` lines of each sort that there is.
  package static func all(of impact: Impact, today: CalendarDate, most: Int) -> [ImpactGroup] {
    let lines = ImpactLines(today: today)
    return [
      ImpactGroup(
        "keys", impact.keys.count, lines.worst(impact.keys, most).map { KeyImpactLine.of($0) }),
      ImpactGroup(
        "lines on ways to activate", impact.paths.count, impact.paths.prefix(most).map(lines.line)),
      ImpactGroup(
        "hosts and directories", impact.services.count,
        impact.services.prefix(most).map(ServiceImpactLine.of)),
      ImpactGroup(
        "ends of support", impact.supportEnds.count,
        impact.supportEnds.prefix(most).map(lines.line)),
      ImpactGroup(
        "changes of edition", impact.editions.count, impact.editions.prefix(most).map(lines.line)),
    ].filter { $0.count > 0 }
  }

  private init(_ name: String, _ count: Int, _ lines: [ImpactLine]) {
    self.name = name
    self.count = count
    self.lines = lines
  }
}

extension ImpactLine.Tone {
  var paint: Paint {
    switch self {
    case .plain: .plain
    case .good: .good
    case .caution: .caution
    case .bad: .bad
    }
  }
}
