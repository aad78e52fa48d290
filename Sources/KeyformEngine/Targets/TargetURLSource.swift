/// Where a target's URL comes from. Flags and environment are the operator's, files are not.
package enum TargetURLSource: Hashable, Sendable {
  /// keyform.yaml.
  case files
  /// `--target`, as a URL or as `NAME=URL`.
  case option
  /// A variable of the environment.
  case variable(String)
  /// Nobody names a target: the embedded default.
  case standard

  package var isOperators: Bool {
    switch self {
    case .option, .variable: true
    case .files, .standard: false
    }
  }
}
