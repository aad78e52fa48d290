package import KeyformCore

/// From which severity on findings end a run with exit code 1 (`--fail-on`).
package struct SeverityThreshold: Sendable {
  package let bar: Severity

  package init(_ bar: Severity) { self.bar = bar }

  package static let error = SeverityThreshold(.error)

  /// The status that findings lead to: a file that cannot be read is more than a finding.
  package func status(of diagnostics: [Diagnostic]) -> ExitStatus {
    let counting = diagnostics.filter { $0.severity >= bar }
    if counting.contains(where: { $0.rule.hasPrefix("FILE") && $0.severity == .error }) {
      return .couldNotRun
    }
    return counting.isEmpty ? .done : .findings
  }
}
