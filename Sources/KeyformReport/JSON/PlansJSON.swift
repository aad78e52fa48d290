package import KeyformCore

/// What planning came to for one of several targets.
package struct PlanOutcome: Sendable {
  package enum Result: Sendable {
    case plan(Plan)
    /// Why there is none, with what was found in the repository, and the exit code of that.
    case failure(String, [Diagnostic], status: Int)
  }

  package let target: TargetDescription
  package let result: Result

  package init(target: TargetDescription, result: Result) {
    self.target = target
    self.result = result
  }
}

/// The plans of several targets as JSON, one report: each plan in its own format, or why there is
/// none.
package struct PlansJSON {
  package static let format = "keyform.plans/1"

  private let masking: Masking

  package init(masking: Masking) { self.masking = masking }

  package func write(_ outcomes: [PlanOutcome], to sink: ReportSink) throws {
    var json = JSONWriter(masking: masking)
    json.beginObject()
    json.key("format")
    json.value(Self.format)
    json.member("targets")
    json.beginArray()
    for outcome in outcomes {
      json.beginLine()
      json.beginObject()
      json.key("name")
      json.value(outcome.target.name)
      json.key("url")
      json.value(outcome.target.url)
      switch outcome.result {
      case .plan(let plan):
        json.key("error")
        json.null()
        json.key("plan")
        try json.value(to: sink) { try PlanJSON(masking: masking).write(plan, to: sink) }
      case .failure(let text, let diagnostics, let status):
        json.key("error")
        json.beginObject()
        json.key("status")
        json.value(status)
        json.key("text")
        json.value(text)
        json.key("diagnostics")
        try DiagnosticJSON(masking: masking).write(diagnostics, in: &json, flushingTo: sink)
        json.endObject()
        json.key("plan")
        json.null()
      }
      json.endObject()
    }
    json.endLine()
    json.endArray()
    json.endObject()
    try sink(json.takeDocument())
  }
}
