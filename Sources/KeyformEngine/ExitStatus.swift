package import KeyformCore

/// How a run ends. The same in every output format; where several hold, the first in the order of
/// `precedence` counts.
package enum ExitStatus: Int32, Error, CaseIterable {
  case done = 0
  case findings = 1
  case changesPending = 2
  case stale = 3
  case refused = 4
  case locked = 5
  case drift = 6
  case couldNotRun = 7
  case usage = 64
  case internalError = 70
  case interrupted = 130
  case terminated = 143

  private static let precedence: [ExitStatus] = [
    .internalError, .interrupted, .terminated, .usage, .couldNotRun, .findings, .stale, .refused,
    .locked, .drift, .changesPending, .done,
  ]

  /// The one that counts where several hold.
  package static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
    precedence.first(where: statuses.contains) ?? .done
  }

  /// What it means, and what to do.
  package var explanation: String {
    switch self {
    case .done: "Done, or nothing to do."
    case .findings:
      "Findings of severity error (or of warning, with --fail-on warning). The messages name file, line and the way out."
    case .changesPending: "The plan has changes (with --detailed-exitcode). Nothing is wrong."
    case .stale:
      "The plan does not fit what it is applied to. Where rows that it touches are no longer as they were when it was made, `keyform plan --rebase FILE` makes it anew and says what differs from the reviewed one. That fixes nothing where it is of another project, database or catalogue, or the files want something else now: run it where it was made, or make a new plan and have it reviewed. With --reviewed: it does something that was not reviewed."
    case .refused:
      "Refused: a limit, a protected row, a hazard that is not allowed, a reference of another project, a declined confirmation, or no terminal to ask on and no --yes."
    case .locked:
      "Somebody else is applying to the target; the message and `keyform lock` name who. Try again, or wait longer with --lock-timeout."
    case .drift: "Drift was found: the target differs from what was applied last."
    case .couldNotRun:
      "Could not run: the connection, input or output failed, or a file or a journal is damaged. The target is as it was."
    case .usage: "Wrong usage: see `keyform help`."
    case .internalError:
      "An error inside Keyform. What was not committed is rolled back. Please report it."
    case .interrupted: "Interrupted (Ctrl-C); nothing was written."
    case .terminated: "Terminated by a signal; nothing was written."
    }
  }
}

extension ExitStatus {
  /// How a run ends that ends with this error alone.
  package init(of error: any Error) {
    switch error {
    case let failure as Failure: self = failure.status
    case let status as ExitStatus: self = status
    case let unsound as UnsoundRepository: self = unsound.status
    default: self = .internalError
    }
  }
}

/// From which severity on findings end a run with exit code 1 (`--fail-on`).
package struct SeverityThreshold: Sendable {
  package let bar: Severity

  package init(_ bar: Severity) { self.bar = bar }

  package static let error = SeverityThreshold(.error)

  /// The status that findings lead to: a file that cannot be read is more than a finding.
  package func status(of diagnostics: [Diagnostic]) -> ExitStatus {
    let counting = diagnostics.filter { $0.severity >= bar }
    if counting.contains(where: { $0.rule.hasPrefix("FILE") && $0.severity == .error }) {
      return .couldNotRun
    }
    return counting.isEmpty ? .done : .findings
  }
}

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
