internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// Tells of a hazard or a limit by its name.
struct HazardHelp {
  private let options: CommonOptions

  init(_ options: CommonOptions) { self.options = options }

  func show(_ hazard: Hazard) throws {
    switch options.format {
    case .text:
      try Output.line("hazard \(hazard.rawValue): \(hazard.meaning).")
      try Output.line("")
      try Output.line(hazard.advice)
      try Output.line("")
      try Output.line("A plan that has it is applied only where it is allowed by name:")
      try Output.line("  keyform plan --allow \(hazard.rawValue)    recorded in the plan")
      try Output.line("  keyform apply --allow \(hazard.rawValue)   for one apply")
    case .json:
      try Hazard.document.write(hazard, Output.masking, to: Output.write)
    }
  }

  /// With the budget of the repository, where there is one.
  func show(_ limit: LimitSubject, of limits: SafetyLimits) throws {
    let budget = limits.budget(of: limit)
    switch options.format {
    case .text:
      try Output.line("limit \(limit.text): counts \(limit.meaning).")
      try Output.line("")
      if let budget {
        try Output.line(
          """
          A plan is refused with more than \(budget.share) % of the kind's rows in the target, \
          when that is more than \(budget.above).
          """)
        if limit.action == .adopt, limits.budgets[limit] == nil {
          try Output.line("A project that has no row of the kind may take over any number.")
        }
      } else {
        try Output.line("There is no limit unless keyform.yaml sets one.")
      }
      try Output.line(
        """
        In keyform.yaml: `limits: {\(limit.text): {share: 25, above: 5}}`; for single addresses \
        and a time: `waivers:`.
        """)
    case .json:
      try LimitReport.document.write(
        LimitReport(limit, budget), Output.masking, to: Output.write)
    }
  }
}
