/// How much a finding weighs: an `error` blocks an apply, a `warning` is shown and can be promoted,
/// an `info` is advice.
package enum Severity: String, Sendable, CaseIterable, Comparable {
  case info, warning, error

  private var weight: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }
}
