internal import Glibc
package import KeyformCore

/// How long to wait for others, and the waiting itself.
package struct WaitPolicy: Sendable {
  package let seconds: Int
  package let isCancelled: @Sendable () -> Bool

  /// 0 seconds: gives up at once.
  package init(seconds: Int, isCancelled: @escaping @Sendable () -> Bool) {
    self.seconds = seconds
    self.isCancelled = isCancelled
  }

  /// Milliseconds of a clock that nobody sets.
  package static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static let triesPerSecond = 50

  /// Waits a moment, for who tries so often; false where it is time to give up. `number` counts from
  /// 0.
  package func waits(try number: Int) -> Bool {
    guard !isCancelled(), number / Self.triesPerSecond < seconds else { return false }
    usleep(UInt32(1_000_000 / Self.triesPerSecond))
    return true
  }
}

/// One wait for something that passes: longer from try to try, with jitter, so that writers who met
/// once do not meet again.
package struct RetryDelay {
  private let waitPolicy: WaitPolicy
  private let start = WaitPolicy.now()
  /// So many tries are made even by those who do not want to wait.
  private let least: Int
  private let longest: Int
  private var tries = 0

  /// `longest` wait between two tries, in milliseconds.
  package init(_ waitPolicy: WaitPolicy, least: Int, longest: Int) {
    self.waitPolicy = waitPolicy
    self.least = least
    self.longest = longest
  }

  /// Waits a moment; false where it is time to give up, or the user wants to stop.
  package mutating func waits() -> Bool {
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

extension LockHolder {
  /// What others are told of this process while it holds the lock.
  package static func ofThisProcess(_ claim: LockClaim) -> LockHolder {
    var name = [CChar](repeating: 0, count: 256)
    let isKnown = gethostname(&name, name.count - 1) == 0
    let host = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return LockHolder(
      claim, host: isKnown ? host : "an unknown host", process: Int(getpid()), seconds: time(nil))
  }
}
