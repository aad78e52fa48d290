internal import KeyformCore

extension Plan {
  /// Whether it holds what --quiet does not hide though the plan itself goes to a file: what blocks
  /// it, errors and warnings.
  var isWorthTelling: Bool {
    !blockers.isEmpty || diagnostics.contains { $0.severity >= .warning }
  }

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
