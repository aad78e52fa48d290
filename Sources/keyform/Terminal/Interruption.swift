internal import Glibc
internal import KeyformEngine
internal import Synchronization

/// Ctrl-C and SIGTERM: the run stops at the next safe point and rolls back.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// Takes the signals over. A second one ends the process at once: the database rolls back by
  /// itself then. SIGPIPE is ignored: who stops reading stops no run.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      Signals.unblock(number)
      signal(number) { number in
        if Interruption.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
    }
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
