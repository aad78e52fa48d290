internal import KeyformCore

/// Whether two keys with the same tail have the same value.
enum KeyComparison {
  case same, different
  /// A value could not be read and its check value is not recorded.
  case unknown

  /// Values are compared where both are known, else what is recorded of them.
  init(_ left: Int, _ right: Int, _ state: DesiredState) {
    if let left = state.material(at: left), let right = state.material(at: right) {
      self = left == right ? .same : .different
    } else if let left = state.identity(at: left), let right = state.identity(at: right) {
      self = left == right ? .same : .different
    } else {
      self = .unknown
    }
  }
}
