package import KeyformCore

// Reports of plans: made now, or saved before.
extension ReportContent {
  /// What became of one target: its plan, or why there is none.
  package enum Outcome: Sendable {
    case plan(Plan)
    case failure(TargetDescription, reason: String, [Diagnostic])
  }

  /// `isWithoutFile`: the target is a file that is not there yet. `comparison` is with what was reviewed.
  package init(
    _ plan: Plan, isWithoutFile: Bool = false, comparison: ReportComparison? = nil,
    _ masking: Masking
  ) {
    let target = plan.header.target
    self.init(
      .plan, project: plan.header.project, mark: target.mark,
      ReportVerdict(plan.verdictSentence, plan.mood).held(against: comparison), masking)
    self.comparison = comparison
    guards = plan.memory.guards
    parts = [ReportPart(plan, title: nil, isWithoutFile, masking)]
    findings = ReportFindings.uncaused(plan.diagnostics)
  }

  /// Of several targets in one run, in the order in which they are named.
  package init(project: String, _ outcomes: [Outcome], _ masking: Masking) {
    let moods = outcomes.map(\.mood)
    let due = outcomes.count { $0.mood != .quiet }
    let blocked = outcomes.count { $0.mood == .bad }
    self.init(
      .plan, project: project, mark: outcomes.map(\.target.mark).joined(separator: ","),
      ReportVerdict(
        "\(counted(outcomes.count, "target")): \(due) to look at, \(blocked) that cannot be applied",
        moods.max() ?? .quiet), masking)
    parts = outcomes.map { ReportPart($0, masking) }
    isCounted = outcomes.allSatisfy(\.isPlanned)
    var seen = Set<GuardChange>()
    var found = Set<Diagnostic>()
    var diagnostics: [Diagnostic] = []
    for outcome in outcomes {
      guards += outcome.guards.filter { seen.insert($0).inserted }
      diagnostics += outcome.diagnostics.filter { found.insert($0).inserted }
    }
    findings = ReportFindings.uncaused(diagnostics)
  }
}

extension ReportContent.Outcome {
  fileprivate var target: TargetDescription {
    switch self {
    case .plan(let plan): plan.header.target
    case .failure(let target, _, _): target
    }
  }

  fileprivate var isPlanned: Bool {
    switch self {
    case .plan: true
    case .failure: false
    }
  }

  fileprivate var mood: ReportVerdict.Mood {
    switch self {
    case .plan(let plan): plan.mood
    case .failure: .bad
    }
  }

  fileprivate var guards: [GuardChange] {
    switch self {
    case .plan(let plan): plan.memory.guards
    case .failure: []
    }
  }

  fileprivate var diagnostics: [Diagnostic] {
    switch self {
    case .plan(let plan): plan.diagnostics
    case .failure(_, _, let diagnostics): diagnostics
    }
  }
}

extension TargetDescription {
  /// What tells its reports from those of others.
  package var mark: String { name ?? url }
}

extension Plan {
  fileprivate var mood: ReportVerdict.Mood {
    if isEmpty, diagnostics.isEmpty, memory.isEmpty { return .quiet }
    if !blockers.isEmpty || diagnostics.contains(where: { $0.severity == .error }) { return .bad }
    return unallowed().isEmpty && !header.isPreview && !hasWarnings ? .good : .caution
  }

  private var hasWarnings: Bool { diagnostics.contains { $0.severity == .warning } }

  fileprivate var verdictSentence: String {
    if isEmpty { return headline }
    if !blockers.isEmpty { return "\(headline); blocked" }
    let hazards = unallowed().map(\.rawValue)
    return hazards.isEmpty
      ? headline : "\(headline); to be allowed by name: \(hazards.joined(separator: ", "))"
  }
}

extension ReportPart {
  fileprivate init(_ outcome: ReportContent.Outcome, _ masking: Masking) {
    switch outcome {
    case .plan(let plan): self.init(plan, title: plan.header.target.mark, false, masking)
    case .failure(let target, let reason, _):
      self.init(
        title: target.mark, sentence: "No plan for \(target.shown)", reviewID: nil,
        notes: [ReportNote(.blocker, reason)], counts: [],
        objects: ReportObjects([], masking), moved: 0, impact: .none, today: nil,
        summary: PlanSummary())
    }
  }

  fileprivate init(_ plan: Plan, title: String?, _ isWithoutFile: Bool, _ masking: Masking) {
    // What an undo wrote is told once, also where the plan was saved without its origins.
    let told = Set(plan.memory.origins.filter(\.takesBackUndo).map(\.address))
    let again = plan.memory.writtenAgain.map(\.origin).filter { !told.contains($0.address) }
    let origins = plan.memory.origins + again
    self.init(
      title: title, sentence: plan.verdictSentence,
      reviewID: plan.isEmpty ? nil : StatementText.id(of: plan),
      notes: Self.notes(on: plan, isWithoutFile), counts: ReportCount.all(plan.changes, origins),
      objects: ReportObjects(
        ChangedObjects(
          plan.changes, files: plan.files, origins: origins, endangered: plan.memory.takenBack,
          plan.diagnostics, plan.impact, masking)),
      moved: 0, impact: plan.impact, today: plan.header.today, summary: plan.summary)
  }

  private static func notes(on plan: Plan, _ isWithoutFile: Bool) -> [ReportNote] {
    var notes = plan.blockers.map {
      ReportNote(.blocker, $0.text, isFinding: $0.cause == .finding)
    }
    func add(_ weight: ReportNote.Weight, _ text: String?) {
      if let text { notes.append(ReportNote(weight, text)) }
    }
    for ((hazard, _), words) in zip(plan.hazards, plan.hazardWords) {
      let weight: ReportNote.Weight = plan.allowed.contains(hazard) ? .caution : .hazard
      add(weight, "\(words): \(hazard.meaning)")
      // Guards stand by themselves.
      if hazard == .loosensGuards { continue }
      for detail in plan.memory.details(of: hazard) { add(weight, detail) }
    }
    if plan.header.isPreview { add(.caution, Plan.previewSentence) }
    for drift in MemoryText.sentences(ofDrift: plan.memory) { add(.caution, drift) }
    add(.caution, MemoryText.sentence(ofUnknown: plan.memory.origins))
    add(.caution, plan.memory.uncompared?.shownAsUnknown)
    for name in plan.memory.formerNames { add(.caution, MemoryText.sentence(ofFormer: name)) }
    for waived in plan.waivedSentences { add(.caution, waived) }
    if plan.isEmpty { return notes }
    if !plan.leftOut.isEmpty {
      add(.caution, "Left out by --only: \(counted(plan.leftOut.count, "change"))")
    }
    add(.plain, plan.header.undoOf.map { "Takes back change set \($0)." })
    add(.plain, plan.schemaSentence(isWithoutFile: isWithoutFile))
    add(.plain, plan.catalogSentence)
    if let (text, isCommitted) = plan.sourceSentence { add(isCommitted ? .plain : .caution, text) }
    if let (text, isRead) = plan.baseSentence { add(isRead ? .plain : .caution, text) }
    return notes
  }
}

extension WrittenAgain {
  /// The same as an origin.
  var origin: RowOrigin {
    RowOrigin(
      address: address, fields: fields,
      origin: .takesBack(
        ChangeSetSource(writer: undo.writer, commit: nil, undoOf: undo.undoOf)))
  }
}

extension ReportFindings {
  /// Of one run that compares nothing.
  static func uncaused(_ diagnostics: [Diagnostic]) -> [ReportFindings] {
    diagnostics.isEmpty ? [] : [ReportFindings(cause: nil, diagnostics)]
  }
}

extension ReportCount {
  /// By action; every change counts with its worst origin.
  static func all(_ changes: [Change], _ origins: [RowOrigin]) -> [ReportCount] {
    let worst = RowOrigin.worst(of: origins)
    return Action.allCases.compactMap { action in
      var count = 0
      var shares: [String: Int] = [:]
      for change in changes where change.action == action {
        count += 1
        if let name = worst[change.address]?.origin.name { shares[name, default: 0] += 1 }
      }
      if count == 0 { return nil }
      return ReportCount(
        action: action, count: count,
        origins: shares.sorted { $0.key < $1.key }.map { Share(name: $0.key, count: $0.value) })
    }
  }
}

extension ChangeOrigin {
  /// For people.
  package var name: String {
    switch self {
    case .takesBack: "takes back"
    case .drift: "drift"
    case .thisChange: "this change"
    case .waiting: "waiting"
    case .unknown: "not known"
    }
  }
}
