internal import KeyformCore

extension Failure {
  /// A saved plan that files and rows of now forbid.
  init(_ objection: PlanObjection, of target: TargetDescription) {
    let lines = objection.lines.prefix(Self.staleFieldsShown).map { "  " + $0 }
    let rest = objection.lines.count - lines.count
    let all = lines + (rest > 0 ? ["  and \(rest) more"] : [])
    let name = target.shown
    switch objection.cause {
    case .files:
      self.init(
        .stale, "the plan for \(name) is not what the files want now:", lines: all,
        """
        Nothing was written. Run it in the repository and at the commit that it was made from, or \
        plan again.
        """)
    case .undo(let changeSet):
      self.init(
        .refused, "the plan for \(name) does not take change set \(changeSet) back:", lines: all,
        "Nothing was written. Make it anew with `keyform undo \(changeSet) --out FILE`.")
    case .blocked(let isFinding):
      self.init(
        isFinding ? .findings : .refused, "the plan for \(name) may not be applied any more:",
        lines: all, "Nothing was written. Put right what blocks it, then plan again.")
    case .hazards(let hazards):
      self.init(
        .refused, "nobody has allowed what the plan for \(name) does by now:", lines: all,
        """
        Nothing was written. If it is meant, apply with \
        \(HazardCheck.words(allowing: hazards).joined(separator: " "))
        """)
    }
  }
}
