package import KeyformCore

/// A plan for people: the summary first, then one line per object with details under it, the worst
/// first, then what it means for licences, then the diagnostics, and last what to do next.
package struct PlanText {
  /// Where the plan comes from.
  package enum Origin: Hashable, Sendable {
    /// Made or judged now, by files and target.
    case run
    /// The same, where the target is a file that is not there yet.
    case runWithoutFile
    /// A saved plan that nobody has held against its target.
    case file
  }

  private let diagnostics: DiagnosticText
  private let origin: Origin
  private let next: String?
  private let reviewID: ReviewID?

  /// `next` says what to do with a plan that may be applied, such as "Apply it with `keyform apply
  /// lab.plan`."; nil where the caller goes on by itself. `reviewID` is what an approval of it names.
  package init(
    diagnostics: DiagnosticText, origin: Origin = .run, next: String? = nil,
    reviewID: ReviewID? = nil
  ) {
    self.diagnostics = diagnostics
    self.origin = origin
    self.next = next
    self.reviewID = reviewID
  }

  package func write(_ plan: Plan, to sink: ReportSink) throws {
    var buffer = TextBuffer(diagnostics.style, diagnostics.masking)
    addHead(of: plan, to: &buffer)
    if !plan.isEmpty { buffer.breakLine() }
    try buffer.flush(to: sink, above: 0)
    let (style, masking) = (buffer.style, buffer.masking)
    let waiting = WaitingText(plan.memory)
    let text = ChangeText(
      style: style, masking: masking, widths: ColumnWidths(plan.changes, masking),
      files: plan.files.map { ShownText($0, masking) }, waiting: waiting.fields)
    let catalog = plan.catalogSentence
    let own = catalog == nil ? plan.changes : plan.changes.filter { !$0.isFromCatalog }
    let ordered = Change.inRiskOrder(
      own, plan.diagnostics, plan.impact, endangered: plan.memory.takenBack)
    try OrderedBlocks.write(waiting.others(ordered), to: sink) { text.bytes($0) }
    waiting.add(ordered, to: &buffer)
    if let catalog { buffer.line("~ \(catalog)", .caution) }
    ImpactText(today: plan.header.today).add(plan.impact, to: &buffer)
    if !plan.diagnostics.isEmpty {
      buffer.breakLine()
      try buffer.flush(to: sink, above: 0)
      try diagnostics.write(plan.diagnostics, to: sink)
    }
    if !plan.isEmpty { addNext(of: plan, to: &buffer) }
    try buffer.flush(to: sink, above: 0)
  }

  /// What keeps the plan from being applied as it is, and its diagnostics, without its changes.
  package func writeConcerns(_ plan: Plan, to sink: ReportSink) throws {
    var buffer = TextBuffer(diagnostics.style, diagnostics.masking)
    addPreview(plan, to: &buffer)
    addSummary(of: plan, to: &buffer)
    if plan.header.undoOf != nil { addSource(of: plan, to: &buffer) }
    if !plan.isEmpty {
      addHazards(of: plan, to: &buffer)
      MemoryText().add(plan.memory, to: &buffer)
      addBlockers(of: plan, to: &buffer)
    }
    if !plan.diagnostics.isEmpty {
      buffer.breakLine()
      try buffer.flush(to: sink, above: 0)
      try diagnostics.write(plan.diagnostics, to: sink)
    }
    try buffer.flush(to: sink, above: 0)
  }

  private func addPreview(_ plan: Plan, to buffer: inout TextBuffer) {
    guard plan.header.isPreview else { return }
    buffer.paragraph(Plan.previewSentence, indent: 0, .caution)
  }

  private func addSummary(of plan: Plan, to buffer: inout TextBuffer) {
    buffer.line(plan.headline, .strong)
    guard origin == .file else { return }
    buffer.line(
      plan.proof == nil
        ? "As the file says it: it carries no code of its target."
        : "As the file says it: whether it was made from this target, `keyform apply` checks.",
      .caution)
  }

  private func addHead(of plan: Plan, to buffer: inout TextBuffer) {
    addPreview(plan, to: &buffer)
    addSummary(of: plan, to: &buffer)
    guard !plan.isEmpty else {
      addLeftOut(of: plan, to: &buffer)
      if !plan.memory.isEmpty {
        buffer.line("Of what the target remembers:")
        MemoryText().add(plan.memory, to: &buffer)
      }
      return
    }
    if let schema = plan.schemaSentence(isWithoutFile: origin == .runWithoutFile) {
      buffer.paragraph(schema, indent: 0)
    }
    addSource(of: plan, to: &buffer)
    if let (text, isRead) = plan.baseSentence {
      buffer.paragraph(text, indent: 0, isRead ? .faint : .caution)
    }
    addHazards(of: plan, to: &buffer)
    MemoryText().add(plan.memory, to: &buffer)
    addLeftOut(of: plan, to: &buffer)
    addWaived(of: plan, to: &buffer)
    addBlockers(of: plan, to: &buffer)
  }

  private func addSource(of plan: Plan, to buffer: inout TextBuffer) {
    if let undoOf = plan.header.undoOf { buffer.line("Takes back change set \(undoOf).") }
    guard let (text, isCommitted) = plan.sourceSentence else { return }
    buffer.line(text, isCommitted ? .faint : .caution)
  }

  private func addHazards(of plan: Plan, to buffer: inout TextBuffer) {
    let hazards = plan.hazardWords
    if hazards.isEmpty { return }
    buffer.line("Hazards: \(hazards.joined(separator: ", "))", .caution)
  }

  private func addWaived(of plan: Plan, to buffer: inout TextBuffer) {
    for waived in plan.waivedSentences { buffer.paragraph(waived, indent: 0, .caution) }
  }

  private static let leftOutShown = 20

  private func addLeftOut(of plan: Plan, to buffer: inout TextBuffer) {
    guard !plan.leftOut.isEmpty else { return }
    buffer.line("Left out by --only:")
    for change in plan.leftOut.prefix(Self.leftOutShown) {
      let address = change.address.description
      buffer.line("  \(change.action.symbol) \(address)", .faint)
    }
    let more = plan.leftOut.count - Self.leftOutShown
    if more > 0 { buffer.line("  and \(more) more", .faint) }
  }

  private func addBlockers(of plan: Plan, to buffer: inout TextBuffer) {
    guard !plan.blockers.isEmpty else { return }
    buffer.line("Blocked; it may not be applied because of", .bad)
    for blocker in plan.blockers {
      buffer.paragraph(blocker.text, indent: 4) { $0.add(words: "  - ") }
    }
  }

  /// Of a plan that is blocked. Another repository's rows are the first thing to put right: that
  /// many of them go is what comes of it. To raise a limit is the last, as it loosens a guard.
  private func remedy(of plan: Plan) -> String {
    guard plan.blockers.allSatisfy({ $0.cause == .limit }) else {
      return "Put right what blocks the plan, then plan again."
    }
    if plan.memory.takeover != nil, !plan.allowed.contains(.takesOverProject) {
      return """
        Another repository applies project `\(plan.header.project)` here: give this one another \
        `project:`, then plan again.
        """
    }
    return "Split the change, or waive the limit for it (`waivers:`), then plan again."
  }

  private func addNext(of plan: Plan, to buffer: inout TextBuffer) {
    if let reviewID {
      buffer.breakLine()
      buffer.line("Review id: \(reviewID)", .faint)
    }
    guard plan.blockers.isEmpty else {
      if reviewID == nil { buffer.breakLine() }
      buffer.paragraph(remedy(of: plan), indent: 0, .strong)
      return
    }
    guard let next, !plan.header.isPreview else { return }
    if reviewID == nil { buffer.breakLine() }
    for line in next.split(separator: "\n") {
      buffer.paragraph(String(line), indent: 0, .strong)
    }
  }
}
