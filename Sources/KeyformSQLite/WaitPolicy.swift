internal import Glibc

/// How long to wait for a database that another process holds.
struct WaitPolicy: Sendable {
  let seconds: Int
  let isCancelled: @Sendable () -> Bool

  private static let triesPerSecond = 50

  /// Waits a moment; false where it is time to give up. `number` counts from 0.
  func waits(try number: Int) -> Bool {
    guard !isCancelled(), number / Self.triesPerSecond < seconds else { return false }
    usleep(UInt32(1_000_000 / Self.triesPerSecond))
    return true
  }
}
