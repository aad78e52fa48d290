internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

/// What an apply tells of itself once it has ended; people were told while it ran.
struct ApplyReport: Document {
  let targets: [AppliedTarget]
  /// What the run ended with; nil: with nothing.
  let error: (any Error)?

  func writeText(_ shown: Presentation) {}

  func writeJSON(_ shown: Presentation) throws {
    let whole = error.map { AppliedOutcome(ExitStatus(of: $0)) }
    let run = (
      outcome: AppliedOutcome.worst(targets.map(\.outcome) + (whole.map { [$0] } ?? [])),
      targets: targets, reason: error.map(reason),
      diagnostics: (error as? UnsoundRepository)?.diagnostics ?? []
    )
    try shown.write(run, as: AppliedRun.document)
  }

  private func reason(_ error: any Error) -> String {
    switch error {
    case let failure as Failure:
      ([failure.summary[...]] + failure.lines.map { $0.drop { $0 == " " } }).joined(separator: " ")
    case is UnsoundRepository: PlanRun.Outcome.reason(error)
    default: targets.lazy.compactMap(\.reason).first ?? "not applied"
    }
  }
}

extension AppliedOutcome {
  /// Of a run that did not come to its end.
  fileprivate init(_ status: ExitStatus) {
    switch status {
    case .findings, .stale, .refused, .locked: self = .refused
    case .done: self = .nothingToDo
    case .changesPending, .drift, .couldNotRun, .usage, .internalError, .interrupted, .terminated:
      self = .failed
    }
  }
}

extension AppliedTarget {
  /// Of a plan that was carried out, as far as that went.
  init(_ plan: Plan, _ target: TargetDescription, _ outcome: ApplyOutcome) {
    let (became, changeSet, reason): (AppliedOutcome, Int?, String?) =
      switch outcome {
      case .nothingToDo: (.nothingToDo, nil, nil)
      case .written(_, let changeSet): (.applied, changeSet, nil)
      case .already(let changeSet): (.alreadyApplied, changeSet, nil)
      case .open: (.refused, nil, outcome.shown)
      case .refused(let reason, let status):
        (
          AppliedOutcome(status), nil,
          ([reason] + plan.blockers.map(\.text)).joined(separator: "; ")
        )
      case .unknown: (.failed, nil, outcome.shown)
      }
    self.init(target: target, outcome: became, changeSet: changeSet, reason: reason, plan: plan)
  }

  /// Of a target that was planned, or not.
  init(_ planned: PlanRun.Outcome) {
    switch planned.result {
    case .success(let planned):
      self.init(
        planned.plan, planned.choice.description, planned.plan.isEmpty ? .nothingToDo : .open)
    case .failure(let error):
      self.init(
        target: planned.choice.description, outcome: AppliedOutcome(ExitStatus(of: error)),
        reason: PlanRun.Outcome.reason(error))
    }
  }
}
