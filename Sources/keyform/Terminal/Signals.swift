internal import Glibc

enum Signals {
  /// Lets a signal through that the parent process held back: servers and test runners often do,
  /// and their children inherit it.
  static func unblock(_ number: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }
}
