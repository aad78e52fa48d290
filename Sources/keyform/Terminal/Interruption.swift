internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import Synchronization

/// Ctrl-C and SIGTERM: the run stops at the next safe point and rolls back.
enum Interruption {
  private static let received = Atomic<Int32>(0)
  /// Whether a commit was sent that is not known to have failed.
  private static let hasCommit = Atomic(false)

  /// Takes the signals over. A second one ends the process at once: the database rolls back by
  /// itself then, unless a commit is on its way or done, which the exit code must not deny. SIGPIPE
  /// is ignored: who stops reading stops no run.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      Signals.unblock(number)
      signal(number) { number in
        guard Interruption.received.exchange(number, ordering: .relaxed) != 0 else { return }
        if Interruption.hasCommit.load(ordering: .relaxed) { Interruption.leaveAfterCommit() }
        _exit(128 + number)
      }
    }
  }

  /// Of a commit, for what a second signal may say.
  static func committing(_ step: CommitStep) {
    hasCommit.store(step == .sent, ordering: .relaxed)
  }

  /// Called inside of a signal, where nothing may be made.
  private static func leaveAfterCommit() -> Never {
    Output.lastWords(
      """
      keyform: stopped after the commit was sent: all of it is written, or nothing
      Apply the same plan again, or look at `keyform history`, to know which.

      """)
    _exit(ExitStatus.couldNotRun.rawValue)
  }

  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  static var status: ExitStatus {
    received.load(ordering: .relaxed) == SIGTERM ? .terminated : .interrupted
  }

  /// Waits until standard input, or another descriptor, has something to read; false where a signal
  /// came first. Reading itself would go on after the signal.
  static func waitForInput(of descriptor: Int32 = STDIN_FILENO) -> Bool {
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !isRequested {
      // A signal may come between the look and the wait, so no wait is long.
      let ready = poll(&input, 1, 200)
      if ready > 0 || ready < 0 && errno != EINTR { return true }
    }
    return false
  }

  /// Ends the run where a signal has come.
  static func check() throws {
    if isRequested { throw Failure(status, "interrupted", "Nothing was written.") }
  }
}
