internal import KeyformCore

// How an apply fails.
extension Failure {
  /// Why a target did not take a plan.
  init(
    _ error: TargetError, applying plan: Plan, to choice: TargetChoice,
    _ target: any DeploymentTarget
  ) {
    let name = choice.description
    if error == .otherTarget, plan.header.targetID == nil {
      self.init(
        .stale, "\(name.shown) had no tables when the plan was made; now it has",
        "Nothing was written. Somebody applied first. Make a new plan and have it reviewed.")
      return
    }
    if error == .otherTarget, let absence = choice.absence(from: target) {
      self = absence
      return
    }
    guard case .stale(let fields) = error else {
      self.init(error, of: name)
      return
    }
    self.init(
      stale: fields, of: name,
      writers: Self.lastWriters(of: fields, in: target, project: plan.header.project))
  }

  /// A plan that was applied, and whose rows somebody has changed since past the journal: a clause on
  /// each difference.
  init(_ changed: [String], since changeSet: Int, in target: TargetDescription) {
    let rest = changed.count - Self.staleFieldsShown
    self.init(
      .stale,
      "\(target.shown) is no longer as change set \(changeSet) left it, which the plan was applied as:",
      lines: changed.prefix(Self.staleFieldsShown).map { "  " + $0 }
        + (rest > 0 ? ["  and \(rest) more"] : []),
      """
      Nothing was written. Nobody wrote that by Keyform: `keyform drift` tells more. Plan again to put \
      it back.
      """)
  }

  /// Who wrote rows last; what cannot be found out is left out.
  private static func lastWriters(
    of fields: [StaleField], in target: any DeploymentTarget, project: String
  ) -> [Address: LastWriter] {
    var writers: [Address: LastWriter] = [:]
    for address in Set(fields.prefix(staleFieldsShown).map(\.address)) {
      writers[address] = try? target.lastWriter(project: project, of: address)
    }
    return writers
  }

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

  /// The same with another exit code.
  func with(_ status: ExitStatus) -> Failure {
    Failure(status, summary, lines: lines, hint, more: more)
  }

  /// The same where other targets of the run were written before: "nothing was written" is said of
  /// this one alone.
  func after(written: [String], here name: String) -> Failure {
    var hint = self.hint
    for words in ["othing was written", "othing was changed"] {
      hint = hint.split(separator: words, omittingEmptySubsequences: false)
        .joined(separator: "\(words) to \(name)")
    }
    return Failure(
      status, summary, lines: lines, hint,
      more: more + ["Written before that, and staying so: \(written.joined(separator: ", "))."])
  }
}
