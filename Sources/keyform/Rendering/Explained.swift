internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// What `explain` tells of.
enum Explained: Document {
  case rule(RuleMetadata)
  case exitCode(ExitStatus)
  case hazard(Hazard)
  case word(ReportWord)
  /// With the budgets of the repository, where there is one.
  case limit(LimitSubject, SafetyLimits)
  case entry(EntryExplanation)

  func writeText(_ shown: Presentation) throws {
    switch self {
    case .rule(let rule):
      try shown.write(rule.add)
    case .exitCode(let status):
      try Output.line("exit code \(status.rawValue): \(status.explanation)")
    case .hazard(let hazard):
      try Output.lines(
        """
        hazard \(hazard.rawValue): \(hazard.meaning).

        \(hazard.advice)

        A plan that has it is applied only where it is allowed by name:
          keyform plan --allow \(hazard.rawValue)    recorded in the plan
          keyform apply --allow \(hazard.rawValue)   for one apply
        """)
    case .word(let word): try Output.lines("\(word.rawValue): \(word.meaning)")
    case .limit(let limit, let limits):
      try Output.lines(
        """
        limit \(limit.text): counts \(limit.meaning).

        \(Self.words(limit, limits))
        In keyform.yaml: `limits: {\(limit.text): {share: 25, above: 5}}`; for single addresses \
        and a time: `waivers:`.
        """)
    case .entry(let entry):
      try shown.write { try EntryText.add(entry, to: &$0, shown.diagnosticText, Output.write) }
    }
  }

  private static func words(_ limit: LimitSubject, _ limits: SafetyLimits) -> String {
    guard let budget = limits.budget(of: limit) else {
      return "There is no limit unless keyform.yaml sets one."
    }
    let words = """
      A plan is refused with more than \(budget.share) % of the kind's rows in the target, when \
      that is more than \(budget.above).
      """
    guard limit.action == .adopt, limits.budgets[limit] == nil else { return words }
    return words + "\nA project that has no row of the kind may take over any number."
  }

  func writeJSON(_ shown: Presentation) throws {
    switch self {
    case .rule(let rule): try shown.write(rule, as: RuleMetadata.document)
    case .exitCode(let status):
      try shown.write((Int(status.rawValue), status.explanation), as: ExitReport.document)
    case .hazard(let hazard): try shown.write(hazard, as: Hazard.document)
    case .word(let word): try shown.write(word, as: ReportWord.document)
    case .limit(let limit, let limits):
      try shown.write((limit, limits.budget(of: limit)), as: LimitSubject.document)
    case .entry(let entry): try shown.write(entry, as: EntryExplanation.document)
    }
  }
}
