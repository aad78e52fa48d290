internal import Dispatch
internal import KeyformCore
internal import KeyformSQL
internal import Synchronization

/// Writes beside an apply who holds its lock, on a connection of its own, which takes as long to make
/// as to read the rows that the plan touches.
///
/// Nothing depends on the record: without it a message says less. So it gets a second, and is given up
/// for this run where that is not enough, as behind a pooler that has no second connection to give.
final class LockNotice: Sendable {
  /// Of an apply, from when its record was begun.
  private static let quietMilliseconds = 1_000

  private let connector: Connector
  private let isGivenUp: Flag
  private let group = DispatchGroup()
  private let start = Mutex(0)

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  init(_ url: ConnectionURL, isCancelled: @escaping @Sendable () -> Bool) {
    let isGivenUp = Flag()
    self.isGivenUp = isGivenUp
    // What is under way ends when nobody wants it any more.
    connector = Connector(url) { isGivenUp.isSet || isCancelled() }
  }

  /// Begins to run `statements`, one after the other, in the background.
  func begin(_ statements: [(sql: String, values: [String])]) {
    if isGivenUp.isSet { return }
    start.withLock { $0 = WaitPolicy.now() }
    // A queue of its own brings a thread with it.
    DispatchQueue(label: "keyform.lock", qos: .userInitiated).async(group: group) { [self] in
      guard let connection = try? connector.take() else { return }
      for (sql, values) in statements {
        guard !isGivenUp.isSet, (try? connection.run(sql, values)) != nil else { return }
      }
      connector.giveBack(connection)
    }
  }

  /// Waits for what was begun, to be called before the lock is let go: a record that came later could
  /// name a holder that has ended.
  func settle() {
    let waited = WaitPolicy.now() - start.withLock { $0 }
    let rest = max(0, Self.quietMilliseconds - waited)
    if group.wait(timeout: .now() + .milliseconds(rest)) == .timedOut { isGivenUp.set() }
  }
}
