import Dispatch
import Synchronization

/// Work on a thread of its own, beside the test.
final class Concurrently<Result: Sendable>: Sendable {
  private let result = Mutex<Swift.Result<Result, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws -> Result) {
    let thread = DispatchQueue(label: "test")
    thread.async { [self] in
      let outcome = Swift.Result { try work() }
      result.withLock { $0 = outcome }
      done.signal()
    }
  }

  struct NeverEnded: Error {}

  func value() throws -> Result {
    guard done.wait(timeout: .now() + .seconds(60)) == .success,
      let result = result.withLock({ $0 })
    else { throw NeverEnded() }
    return try result.get()
  }
}

/// A door that one thread waits at until another opens it.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  /// False where nobody opened it for long.
  func pass() -> Bool { semaphore.wait(timeout: .now() + .seconds(30)) == .success }
}
