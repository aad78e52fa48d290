internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import Synchronization

enum Signals {
  /// Lets a signal through that the parent process held back: servers and test runners often do,
  /// and their children inherit it.
  static func unblock(_ number: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }

  /// Inside of a signal, where nothing may be made: words of ours alone, to standard error.
  static func say(_ words: StaticString) {
    words.withUTF8Buffer { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

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
    Signals.say(
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

/// What happens when the program itself fails: one line and an exit code, and not a byte of memory,
/// in which keys may stand. The Swift runtime would print registers and what is near them.
enum Crash {
  /// Takes over from the runtime's own handlers, which were put in before `main`.
  static func install() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // Only what may be called in a signal handler: no Swift allocation, no lock.
      Signals.say(
        """
        keyform: internal error; nothing more is said, for memory may hold keys
        Please report what you ran, and with which version.

        """)
      _exit(ExitStatus.internalError.rawValue)
    }
    // A stack that overflowed has no room for a handler.
    let size = 65_536
    var stack = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0,
      ss_size: size)
    if sigaltstack(&stack, nil) == 0 { action.sa_flags = SA_ONSTACK }
    for signal in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
      Signals.unblock(signal)
      sigaction(signal, &action, nil)
    }
    // A core file would hold the same memory.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }
}
