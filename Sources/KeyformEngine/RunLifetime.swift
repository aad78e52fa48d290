internal import Synchronization

/// What a run keeps until its end. Giving 150,000 entries back one by one just before the process
/// is gone would cost a tenth of the run, so the program holds one of these until it exits.
package final class RunLifetime: Sendable {
  private let values = Mutex<[any Sendable]>([])

  package init() {}

  /// Keeps `value` and hands it back.
  package func keep<Value: Sendable>(_ value: Value) -> Value {
    values.withLock { $0.append(value) }
    return value
  }
}
