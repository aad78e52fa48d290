internal import Synchronization

/// What lives until the process ends. Giving 150,000 entries back one by one just before the
/// process is gone would cost a tenth of the run.
enum Retained {
  private static let values = Mutex<[any Sendable]>([])

  /// Keeps `value` and hands it back.
  static func keep<Value: Sendable>(_ value: Value) -> Value {
    values.withLock { $0.append(value) }
    return value
  }
}
