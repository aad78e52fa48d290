internal import KeyformCore

/// What became of one target of an apply.
package enum ApplyOutcome: Hashable, Sendable {
  /// Nothing was written yet.
  case open
  case nothingToDo
  case already(changeSet: Int)
  case written(changes: Int, changeSet: Int)
  /// Nothing was written, because of this, with the status of a run that ends with it alone.
  case refused(String, ExitStatus)
  /// The connection was lost during the commit, and did not come back.
  case unknown

  package var isWritten: Bool {
    if case .written = self { return true }
    return false
  }

  /// In one line.
  package var shown: String {
    switch self {
    case .open: return "not written"
    case .nothingToDo: return "nothing to change"
    case .already(let changeSet): return "already applied as change set \(changeSet)"
    case .written(let changes, let changeSet):
      return "applied \(counted(changes, "change")) as change set \(changeSet)"
    case .refused(let reason, _):
      return "not written: \(reason.hasSuffix(":") ? String(reason.dropLast()) : reason)"
    case .unknown: return "not known whether written"
    }
  }
}

/// What a run has to tell while it applies.
package enum ApplyEvent {
  /// A result, in one line.
  case result(String)
  /// Something to know besides.
  case note(String)
  /// One target was refused; the run ends with another failure.
  case failure(Failure)
}
