internal import Glibc
internal import KeyformEngine

/// What happens when the program itself fails: one line and an exit code, and not a byte of memory,
/// in which keys may stand. The Swift runtime would print registers and what is near them.
enum Crash {
  /// Takes over from the runtime's own handlers, which were put in before `main`.
  static func install() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // Only what may be called in a signal handler: no Swift allocation, no lock.
      let text: StaticString = """
        keyform: internal error; nothing more is said, for memory may hold keys
        Please report what you ran, and with which version.

        """
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
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
