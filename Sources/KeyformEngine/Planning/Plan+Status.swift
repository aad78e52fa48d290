package import KeyformCore

extension Plan {
  /// Whether it holds what --quiet does not hide though the plan itself goes to a file: what keeps it
  /// from being applied as it is, errors and warnings.
  package var isWorthTelling: Bool {
    !blockers.isEmpty || !isEmpty && (!unallowed().isEmpty || header.isPreview)
      || diagnostics.contains { $0.severity >= .warning }
  }

  /// The exit code of what keeps the plan from being applied; `done` where nothing does.
  package var blockedStatus: ExitStatus {
    ExitStatus.worst(
      blockers.map { blocker in
        switch blocker.cause {
        case .finding: .findings
        case .limit, .protection, .reference: .refused
        }
      })
  }

  /// How a run ends that makes this plan. `isDetailed`: changes that wait are worth a code of their
  /// own.
  package func status(_ threshold: SeverityThreshold, isDetailed: Bool = false) -> ExitStatus {
    // A finding blocks through its severity alone, which the threshold decides here.
    var statuses = [threshold.status(of: diagnostics)]
    if blockedStatus != .findings { statuses.append(blockedStatus) }
    if isDetailed, !isEmpty { statuses.append(.changesPending) }
    return ExitStatus.worst(statuses)
  }
}
