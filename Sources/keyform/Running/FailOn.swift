internal import ArgumentParser
internal import KeyformCore

/// From which severity on findings end a run with exit code 1.
struct FailOnOption: ParsableArguments {
  @Option(name: .customLong("fail-on"), help: "Exit 1 from this severity on.")
  var failOn = Level.error

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case warning, error
  }

  /// The status that findings lead to.
  func status(of diagnostics: [Diagnostic]) -> ExitStatus {
    Self.status(of: diagnostics, from: failOn == .warning ? .warning : .error)
  }

  static func status(of diagnostics: [Diagnostic], from bar: Severity) -> ExitStatus {
    let counting = diagnostics.filter { $0.severity >= bar }
    if counting.contains(where: { $0.rule.hasPrefix("FILE") && $0.severity == .error }) {
      return .couldNotRun
    }
    return counting.isEmpty ? .done : .findings
  }
}
