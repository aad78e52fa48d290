internal import KeyformCore

extension Plan {
  /// The exit code of what keeps the plan from being applied; `done` where nothing does.
  var blockedStatus: ExitStatus {
    ExitStatus.worst(
      blockers.map { blocker in
        switch blocker.cause {
        case .finding: .findings
        case .limit, .protection, .reference: .refused
        }
      })
  }
}
