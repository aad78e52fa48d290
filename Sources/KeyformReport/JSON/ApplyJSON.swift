package import KeyformCore

/// How an apply ended, of one target or as a whole.
package enum AppliedOutcome: String, Sendable, CaseIterable {
  case failed, refused, applied
  case alreadyApplied = "already-applied"
  case nothingToDo = "nothing-to-do"

  /// The one that counts where several hold.
  package static func worst(_ outcomes: [AppliedOutcome]) -> AppliedOutcome {
    allCases.first(where: outcomes.contains) ?? .nothingToDo
  }
}

/// What became of one target of an apply.
package struct AppliedTarget: Sendable {
  package let target: TargetDescription
  package let outcome: AppliedOutcome
  /// As which it was written, now or before.
  package let changeSet: Int?
  /// Why nothing was written; nil where there is nothing to say.
  package let reason: String?
  /// Nil where there is none.
  package let plan: Plan?

  package init(
    target: TargetDescription, outcome: AppliedOutcome, changeSet: Int? = nil,
    reason: String? = nil, plan: Plan? = nil
  ) {
    self.target = target
    self.outcome = outcome
    self.changeSet = changeSet
    self.reason = reason
    self.plan = plan
  }

  /// The rows that were written.
  fileprivate var counts: PlanSummary {
    outcome == .applied ? plan?.summary ?? PlanSummary() : PlanSummary()
  }
}

/// What an apply did as JSON, once it has ended, however it ended.
package struct ApplyJSON {
  package static let format = "keyform.apply/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  /// `reason` is why the run as a whole did not come to its end, `diagnostics` what is wrong with a
  /// repository that nothing can be planned from.
  package func write(
    _ outcome: AppliedOutcome, _ targets: [AppliedTarget], reason: String?,
    _ diagnostics: [Diagnostic], to sink: ReportSink
  ) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.member("outcome")
    json.value(outcome.rawValue)
    json.member("changeSet")
    json.value(targets.count == 1 ? targets[0].changeSet : nil)
    json.member("counts")
    var counts = PlanSummary()
    for target in targets {
      for action in Action.allCases { counts[action] += target.counts[action] }
    }
    write(counts, to: &json)
    json.member("reason")
    json.value(reason)
    json.member("diagnostics")
    try DiagnosticJSON(masking: masking).write(diagnostics, in: &json, flushingTo: sink)
    json.member("targets")
    json.beginArray()
    for target in targets { try write(target, to: &json, sink) }
    json.endLine()
    json.endArray()
    json.endObject()
    try sink(json.takeDocument())
  }

  private func write(
    _ target: AppliedTarget, to json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    json.beginLine()
    json.beginObject()
    json.key("name")
    json.value(target.target.name)
    json.key("url")
    json.value(target.target.url)
    json.key("outcome")
    json.value(target.outcome.rawValue)
    json.key("changeSet")
    json.value(target.changeSet)
    json.key("counts")
    write(target.counts, to: &json)
    json.key("reason")
    json.value(target.reason)
    json.key("plan")
    if let plan = target.plan {
      try json.value(to: sink) { try PlanJSON(masking: masking).write(plan, to: sink) }
    } else {
      json.null()
    }
    json.endObject()
  }

  private func write(_ counts: PlanSummary, to json: inout JSONWriter) {
    json.beginObject()
    for action in Action.allCases {
      json.key(named: action.rawValue)
      json.value(counts[action])
    }
    json.endObject()
  }
}
