/// Why a saved plan is not applied though it is whole and its rows are as it was made from: what the
/// files and the target say now.
package struct PlanObjection: Error, Hashable, Sendable {
  /// Decides message and exit code.
  package enum Cause: Hashable, Sendable {
    /// The files no longer want what the plan writes: exit 3.
    case files
    /// The plan takes a change set back, and does other than that: exit 4.
    case undo(Int)
    /// Something blocks the plan now; `finding`: of a rule, exit 1, else exit 4.
    case blocked(finding: Bool)
    /// A hazard that nobody has allowed: exit 4.
    case hazards([Hazard])
  }

  package let cause: Cause
  /// What speaks against it, a sentence each.
  package let lines: [String]

  package init(_ cause: Cause, _ lines: [String]) {
    self.cause = cause
    self.lines = lines
  }
}
