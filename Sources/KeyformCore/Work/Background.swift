internal import Dispatch
internal import Synchronization

/// Work that goes on in a thread of its own until somebody waits for what it gives.
package final class Background<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchGroup()

  private init() { done.enter() }

  /// Begins at once. A queue of its own brings a thread with it: this may wait for a server or a
  /// process, and the shared pool, as small as the machine, has other work.
  package convenience init(_ label: String, _ work: @escaping @Sendable () throws -> Value) {
    self.init()
    DispatchQueue(label: label, qos: .userInitiated).async { self.finish(Result(catching: work)) }
  }

  /// What `work` gives for each of 0..<`count`, begun in this order, `atOnce` at a time.
  package static func each(
    _ count: Int, atOnce: Int, _ label: String, _ work: @escaping @Sendable (Int) throws -> Value
  ) -> [Background<Value>] {
    let all = (0..<count).map { _ in Background() }
    let next = Counter()
    for _ in 0..<min(atOnce, count) {
      DispatchQueue(label: label, qos: .userInitiated).async {
        while let index = next.take(below: count) {
          all[index].finish(Result { try work(index) })
        }
      }
    }
    return all
  }

  private func finish(_ outcome: Result<Value, any Error>) {
    result.withLock { $0 = outcome }
    done.leave()
  }

  /// Waits for the end.
  package func value() throws -> Value {
    while true {
      done.wait()
      if let result = result.withLock({ $0 }) { return try result.get() }
    }
  }
}

private final class Counter: Sendable {
  private let value = Mutex(0)

  func take(below count: Int) -> Int? {
    value.withLock { value in
      guard value < count else { return nil }
      defer { value += 1 }
      return value
    }
  }
}
