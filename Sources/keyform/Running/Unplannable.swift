internal import KeyformCatalog
internal import KeyformCore

/// A repository that nothing can be planned from, for one target's set.
struct Unplannable: Error {
  /// What is wrong with it, to be shown.
  let diagnostics: [Diagnostic]
  /// How the run ends: with a status alone, or with a message of its own.
  let ending: any Error
  /// What to say after the diagnostics unless --quiet; nil: the ending says it.
  let note: String?

  /// Nil where the set is sound.
  init?(_ session: Session, _ failOn: FailOnOption) {
    if session.hasFormErrors {
      diagnostics = session.diagnostics
      ending = failOn.status(of: session.diagnostics)
      note = "No plan: the repository has errors of form, which come first."
      return
    }
    let unknown = session.assembled.unknownValues
    guard let first = unknown.first else { return nil }
    diagnostics = session.diagnostics + unknown
    ending = Failure(
      .couldNotRun,
      "no value is recorded for \(counted(unknown.count, "key")), nor can it be read",
      "First: \(first.address?.description ?? ""). Run `keyform record` where the secrets are.")
    note = nil
  }

  var status: ExitStatus { ExitStatus(of: ending) }
}

extension ExitStatus {
  /// How a run ends that ends with this error alone.
  init(of error: any Error) {
    switch error {
    case let failure as Failure: self = failure.status
    case let status as ExitStatus: self = status
    case let unplannable as Unplannable: self = unplannable.status
    default: self = .internalError
    }
  }
}
