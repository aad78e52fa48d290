internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// What is shown of plans.
enum PlanDocument: Document {
  /// `saved`: the review id of a plan that is in a file besides, and --quiet tells what keeps it from
  /// being applied alone.
  case single(Plan, PlanText.Origin, next: String?, saved: ReviewID?)
  /// The plans of several targets: one report, and at its end what became of each. `saved` has a
  /// review id for each plan that there is.
  case several(PlanRun, saved: [ReviewID]?)
  /// A plan made anew, and how it differs from the `reviewed` one.
  case rebased(Rebase, reviewed: String, next: String?)

  /// A plan that was held against what was reviewed.
  case reviewed(Plan, PlanText.Origin, ReviewVerdict, next: String?)

  func writeText(_ shown: Presentation) throws {
    switch self {
    case .single(let plan, let origin, let next, let saved):
      try write(plan, origin, next, saved, shown)
    case .several(let run, let saved): try write(run, saved, shown)
    case .rebased(let rebase, _, let next):
      let planned = rebase.planned
      try write(planned.plan, PlanText.Origin(planned.choice), next, nil, shown)
      try Output.line("")
      try shown.write(rebase.comparison.add)
    case .reviewed(let plan, let origin, let verdict, let next):
      try write(plan, origin, next, nil, shown)
      try Output.line("")
      try shown.write { buffer in
        ReviewedPlan(
          plan: plan, id: verdict.id, isAsReviewed: verdict.isAsReviewed,
          sentence: verdict.sentence, comparison: verdict.comparison, notes: verdict.notes
        ).add(to: &buffer)
      }
    }
  }

  func writeJSON(_ shown: Presentation) throws {
    switch self {
    case .single(let plan, _, _, let saved):
      if shown.isQuiet, saved != nil, !plan.isWorthTelling { return }
      _ = try PlanJSON(masking: shown.masking).write(plan, to: Output.write)
    case .several(let run, let saved):
      if shown.isQuiet, saved != nil, !run.isWorthTelling { return }
      try shown.write(run.outcomes.map(\.reported), as: PlanOutcome.document)
    case .rebased(let rebase, let reviewed, _):
      try shown.write(
        (rebase.comparison, reviewed, rebase.planned.plan), as: RebaseReport.document)
    case .reviewed(let plan, _, let verdict, _):
      try shown.write(
        ReviewedPlan(
          plan: plan, id: verdict.id, isAsReviewed: verdict.isAsReviewed,
          sentence: verdict.sentence, comparison: verdict.comparison, notes: verdict.notes),
        as: ReviewedPlan.document)
    }
  }

  func reported(_ shown: Presentation) -> ReportContent? {
    switch self {
    case .single(let plan, let origin, _, _): content(plan, origin, nil, shown)
    case .reviewed(let plan, let origin, let verdict, _):
      content(
        plan, origin,
        ReportComparison(
          isAsReviewed: verdict.isAsReviewed, sentence: verdict.sentence, verdict.comparison,
          notes: verdict.notes), shown)
    case .rebased(let rebase, _, _):
      content(
        rebase.planned.plan, PlanText.Origin(rebase.planned.choice),
        ReportComparison(rebased: rebase.comparison), shown)
    case .several(let run, _):
      ReportContent(
        project: run.repository.project.name, run.outcomes.map { $0.content(shown) }, shown.masking)
    }
  }

  private func content(
    _ plan: Plan, _ origin: PlanText.Origin, _ comparison: ReportComparison?,
    _ shown: Presentation
  ) -> ReportContent {
    ReportContent(
      shown.worthShowing(plan), isWithoutFile: origin == .runWithoutFile, comparison: comparison,
      shown.masking)
  }

  private func write(
    _ plan: Plan, _ origin: PlanText.Origin, _ next: String?, _ saved: ReviewID?,
    _ shown: Presentation
  ) throws {
    let text = PlanText(
      diagnostics: shown.diagnosticText, origin: origin, next: next,
      reviewID: shown.isQuiet ? nil : saved ?? StatementText.id(of: plan))
    guard shown.isQuiet, saved != nil else {
      return try text.write(shown.worthShowing(plan), to: Output.write)
    }
    if plan.isWorthTelling { try text.writeConcerns(shown.worthShowing(plan), to: Output.write) }
  }

  private func write(_ run: PlanRun, _ saved: [ReviewID]?, _ shown: Presentation) throws {
    var ids = saved?.makeIterator()
    if shown.isQuiet, saved != nil, !run.isWorthTelling { return }
    for outcome in run.outcomes {
      switch outcome.result {
      case .success(let planned):
        let id = ids?.next()
        if shown.isQuiet, saved != nil, !planned.plan.isWorthTelling { continue }
        try write(planned.plan, PlanText.Origin(planned.choice), nil, id, shown)
      case .failure(let unsound as UnsoundRepository):
        try Findings(diagnostics: unsound.diagnostics).writeText(shown)
      case .failure: continue
      }
      try Output.line("")
    }
    try Output.line("\(counted(run.outcomes.count, "target")):")
    for outcome in run.outcomes { try Output.line("  \(outcome.summary)", shown.masking) }
  }
}

extension Presentation {
  /// The plan for people on standard error, where the result is for programs.
  func showAside(_ plan: Plan) throws {
    Progress.clear()
    try PlanText(diagnostics: diagnosticText)
      .write(worthShowing(plan), to: Output.aside)
  }

  fileprivate func worthShowing(_ plan: Plan) -> Plan {
    isQuiet ? plan.with(worthShowing(plan.diagnostics)) : plan
  }
}

extension PlanRun.Outcome {
  fileprivate func content(_ shown: Presentation) -> ReportContent.Outcome {
    switch result {
    case .success(let planned): .plan(shown.worthShowing(planned.plan))
    case .failure(let error):
      .failure(
        choice.description, reason: Self.reason(error),
        (error as? UnsoundRepository)?.diagnostics ?? [])
    }
  }

  fileprivate var reported: PlanOutcome.Content {
    switch result {
    case .success(let planned): return (choice.description, nil, planned.plan)
    case .failure(let error):
      let diagnostics = (error as? UnsoundRepository)?.diagnostics ?? []
      let status = Int(ExitStatus(of: error).rawValue)
      return (choice.description, (status, Self.reason(error), diagnostics), nil)
    }
  }
}

extension PlanRun {
  /// Whether one of the plans is worth telling though all are in files, or there is none.
  fileprivate var isWorthTelling: Bool {
    outcomes.contains { (try? $0.result.get().plan.isWorthTelling) ?? true }
  }
}

extension PlanText.Origin {
  /// Of a plan that was made or judged now.
  init(_ choice: TargetChoice) { self = choice.isMissing ? .runWithoutFile : .run }
}
