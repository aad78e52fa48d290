internal import Glibc

/// How long to wait for others, and the waiting itself.
struct WaitPolicy: Sendable {
  let seconds: Int
  let isCancelled: @Sendable () -> Bool

  /// Milliseconds of a clock that nobody sets.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// One wait for something that passes: longer from try to try, with jitter, so that writers who met
/// once do not meet again.
struct RetryDelay {
  private let waitPolicy: WaitPolicy
  private let start = WaitPolicy.now()
  /// So many tries are made even by those who do not want to wait.
  private let least: Int
  private let longest: Int
  private var tries = 0

  /// `longest` wait between two tries, in milliseconds.
  init(_ waitPolicy: WaitPolicy, least: Int, longest: Int) {
    self.waitPolicy = waitPolicy
    self.least = least
    self.longest = longest
  }

  /// Waits a moment; false where it is time to give up, or the user wants to stop.
  mutating func waits() -> Bool {
    tries += 1
    guard tries < least || WaitPolicy.now() - start < waitPolicy.seconds * 1000 else {
      return false
    }
    let bound = min(longest, 4 << min(tries, 16))
    var rest = Int.random(in: (bound / 2)...bound)
    while rest > 0 {
      if waitPolicy.isCancelled() { return false }
      let step = min(rest, 100)
      usleep(UInt32(step * 1000))
      rest -= step
    }
    return !waitPolicy.isCancelled()
  }
}
