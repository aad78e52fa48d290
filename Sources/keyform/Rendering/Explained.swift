internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// What `explain` tells of.
enum Explained: Document {
  case rule(RuleMetadata)
  case exitCode(ExitStatus)
  case hazard(Hazard)
  /// With the budgets of the repository, where there is one.
  case limit(LimitSubject, SafetyLimits)
  case entry(EntryExplanation)

  func writeText(_ shown: Presentation) throws {
    switch self {
    case .rule(let rule):
      try Output.write(RuleText(rule, masking: shown.masking).bytes(style: shown.style))
    case .exitCode(let status):
      try Output.line("exit code \(status.rawValue): \(status.explanation)")
    case .hazard(let hazard):
      try Output.lines(
        """
        hazard \(hazard.rawValue): \(hazard.meaning).

        \(hazard.advice)

        A plan that has it is applied only where it is allowed by name:
          keyform plan --allow \(hazard.rawValue)    recorded in the plan
          keyform apply --allow \(hazard.rawValue)   for one apply
        """)
    case .limit(let limit, let limits):
      try Output.lines(
        """
        limit \(limit.text): counts \(limit.meaning).

        \(Self.words(limit, limits))
        In keyform.yaml: `limits: {\(limit.text): {share: 25, above: 5}}`; for single addresses \
        and a time: `waivers:`.
        """)
    case .entry(let entry):
      try EntryText(
        style: shown.style, masking: shown.masking, diagnostics: shown.diagnosticText
      ).write(entry, to: Output.write)
    }
  }

  private static func words(_ limit: LimitSubject, _ limits: SafetyLimits) -> String {
    guard let budget = limits.budget(of: limit) else {
      return "There is no limit unless keyform.yaml sets one."
    }
    let words = """
      A plan is refused with more than \(budget.share) % of the kind's rows in the target, when \
      that is more than \(budget.above).
      """
    guard limit.action == .adopt, limits.budgets[limit] == nil else { return words }
    return words + "\nA project that has no row of the kind may take over any number."
  }

  func writeJSON(_ shown: Presentation) throws {
    switch self {
    case .rule(let rule):
      try write([
        ("format", "keyform.rule/1"), ("id", rule.id), ("name", rule.name),
        ("severity", rule.severity.rawValue), ("what", rule.what), ("why", rule.why),
        ("fix", rule.fix), ("source", rule.source), ("since", rule.since),
      ])
    case .exitCode(let status):
      try write([("format", "keyform.exit/1")]) { json in
        json.key("code")
        json.value(Int(status.rawValue))
        json.key("meaning")
        json.value(status.explanation)
      }
    case .hazard(let hazard):
      try write([
        ("format", "keyform.hazard/1"), ("name", hazard.rawValue), ("meaning", hazard.meaning),
        ("advice", hazard.advice),
      ])
    case .limit(let limit, let limits):
      try write([
        ("format", "keyform.limit/1"), ("name", limit.text), ("meaning", limit.meaning),
      ]) { json in
        let budget = limits.budget(of: limit)
        json.key("share")
        json.value(budget?.share)
        json.key("above")
        json.value(budget?.above)
      }
    case .entry(let entry):
      try Output.write(EntryJSON(masking: shown.masking).bytes(entry))
    }
  }

  private func write(
    _ texts: [(StaticString, String)], _ others: (inout JSONWriter) -> Void = { _ in }
  ) throws {
    var json = JSONWriter(masking: Output.masking, style: .indented)
    json.beginObject()
    for (key, text) in texts {
      json.key(key)
      json.value(text)
    }
    others(&json)
    json.endObject()
    try Output.write(json.takeDocument())
  }
}
