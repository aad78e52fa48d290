internal import KeyformCore
internal import KeyformSQL

/// How long a commit may go without an answer, in milliseconds.
package struct CommitWaitPolicy: Sendable {
  /// Before the user is told.
  package let quiet: Int
  /// After the user has asked to stop.
  package let afterSignal: Int

  package init(quiet: Int = 1_000, afterSignal: Int = 60_000) {
    self.quiet = quiet
    self.afterSignal = afterSignal
  }
}

/// Looks on while a commit waits for its answer: a synchronous standby that is away holds it back for
/// as long as it is. A commit cannot be taken back, so a signal does not end the wait at once.
final class CommitWatch {
  private let waitPolicy: CommitWaitPolicy
  private let progress: ProgressReport
  private let isCancelled: @Sendable () -> Bool
  private let start = WaitPolicy.now()
  private var signal: Int?

  init(
    _ waitPolicy: CommitWaitPolicy, _ progress: ProgressReport,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.waitPolicy = waitPolicy
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Called now and then while there is no answer. Throws where it is given up.
  func look() throws(PostgresFailure) {
    let now = WaitPolicy.now()
    if now - start >= waitPolicy.quiet {
      progress.note(
        "Waiting for the server to confirm the commit, as for a synchronous standby that is away.")
    }
    guard let signal else {
      guard isCancelled() else { return }
      signal = now
      progress.note(
        """
        The commit was sent and cannot be taken back: waiting \(waitPolicy.afterSignal / 1_000) seconds \
        more for the server to confirm it.
        """)
      return
    }
    if now - signal >= waitPolicy.afterSignal {
      let waited = "\(waitPolicy.afterSignal / 1_000) seconds after the signal"
      throw PostgresFailure(.other, .unconfirmed("no answer came for \(waited)"))
    }
  }
}
