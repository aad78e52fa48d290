internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

/// What an apply tells of itself in JSON.
struct ApplyPrinting {
  private let options: CommonOptions

  init(_ options: CommonOptions) { self.options = options }

  /// `error` is what the run ended with; nil: with nothing.
  func show(_ targets: [AppliedTarget], _ error: (any Error)?) throws {
    Progress.clear()
    let unsound = error as? UnsoundRepository
    let whole = error.map { AppliedOutcome(ExitStatus(of: $0)) }
    let report = AppliedRun(
      AppliedOutcome.worst(targets.map(\.outcome) + (whole.map { [$0] } ?? [])), targets,
      reason: error.map { reason($0, targets) }, unsound?.diagnostics ?? [])
    try AppliedRun.document.write(
      report, Presentation(options, repository: unsound?.repository).masking, to: Output.write)
  }

  private func reason(_ error: any Error, _ targets: [AppliedTarget]) -> String {
    switch error {
    case let failure as Failure:
      ([failure.summary] + failure.lines.map { $0.trimmed() }).joined(separator: " ")
    case is UnsoundRepository: PlanRun.Outcome.reason(error)
    default: targets.lazy.compactMap(\.reason).first ?? "not applied"
    }
  }
}

extension String {
  /// Without the blanks that it begins with.
  fileprivate func trimmed() -> String { String(drop { $0 == " " }) }
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
    switch outcome {
    case .nothingToDo: self.init(target: target, outcome: .nothingToDo, plan: plan)
    case .written(_, let changeSet):
      self.init(target: target, outcome: .applied, changeSet: changeSet, plan: plan)
    case .already(let changeSet):
      self.init(target: target, outcome: .alreadyApplied, changeSet: changeSet, plan: plan)
    case .open:
      self.init(target: target, outcome: .refused, reason: outcome.shown, plan: plan)
    case .refused(let reason, let status):
      let blockers = plan.blockers.map(\.text)
      self.init(
        target: target, outcome: AppliedOutcome(status),
        reason: ([reason] + blockers).joined(separator: "; "), plan: plan)
    case .unknown: self.init(target: target, outcome: .failed, reason: outcome.shown, plan: plan)
    }
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
