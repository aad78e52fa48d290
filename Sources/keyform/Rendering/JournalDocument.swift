internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

/// What is shown of the journal that a project has in a target.
struct JournalDocument: Document {
  enum Part {
    /// Newest first.
    case list([JournalEntry])
    case changeSet(ChangeSetView)
    /// Oldest first, as a life is told.
    case life(Address, [ChangeSetView])
    case verdict(JournalVerdict)
    /// At a moment, as the last change set before it left the rows.
    case inForce(String, JournalEntry?, Inventory)
  }

  let part: Part
  let project: String
  let target: TargetDescription

  func writeText(_ shown: Presentation) throws {
    let text = HistoryText(style: shown.style, masking: shown.masking)
    switch part {
    case .list(let entries) where entries.isEmpty: try sayThereIsNothing()
    case .list(let entries): try Output.write(text.list(entries))
    case .changeSet(let view): try text.chapter(view, to: Output.write)
    case .life(let address, let views) where views.isEmpty:
      try Output.line(
        "No change set of \(target.shown) wrote \(address): something else than Keyform did.")
    case .life(_, let views): try text.life(views, to: Output.write)
    case .verdict(let verdict) where verdict.changeSets == 0 && !verdict.isAltered:
      try sayThereIsNothing()
    case .verdict(let verdict):
      try Output.write(
        VerdictReport(verdict, project: project, masking: shown.masking).text(style: shown.style))
    case .inForce(let moment, let last, let rows):
      try Output.write(
        inForce(moment, last, rows, shown).text(style: shown.style))
    }
  }

  private func sayThereIsNothing() throws {
    try Output.line("Nothing was applied to \(target.shown) by project \(project).")
  }

  func writeJSON(_ shown: Presentation) throws {
    switch part {
    case .list(let entries): try write(entries, as: JournalDocuments.list, shown)
    case .changeSet(let view): try write(view, as: JournalDocuments.changeSet, shown)
    case .life(let address, let views):
      try write((address, views), as: JournalDocuments.life, shown)
    case .verdict(let verdict):
      try VerdictReport.document.write(
        VerdictReport(verdict, project: project, masking: shown.masking), shown.masking,
        to: Output.write)
    case .inForce(let moment, let last, let rows):
      try InForceReport.document.write(
        inForce(moment, last, rows, shown), shown.masking, to: Output.write)
    }
  }

  private func write<Content>(
    _ content: Content, as document: JSONDocument<JournalExtract<Content>>, _ shown: Presentation
  ) throws {
    let extract = JournalExtract(content, of: project, in: target)
    try document.write(extract, shown.masking, to: Output.write)
  }

  private func inForce(
    _ moment: String, _ last: JournalEntry?, _ rows: Inventory, _ shown: Presentation
  ) -> InForceReport {
    InForceReport(of: project, at: moment, last: last, rows: rows, masking: shown.masking)
  }
}
