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

extension Failure {
  /// The same where other targets of the run were written before: "nothing was written" is said of
  /// this one alone.
  func after(written: [String], here name: String) -> Failure {
    var hint = self.hint
    for words in ["othing was written", "othing was changed"] {
      hint = hint.split(separator: words, omittingEmptySubsequences: false)
        .joined(separator: "\(words) to \(name)")
    }
    return Failure(
      status, summary, lines: lines, hint,
      more: more + ["Written before that, and staying so: \(written.joined(separator: ", "))."])
  }
}
