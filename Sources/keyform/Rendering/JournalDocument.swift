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
        InForceReport(at: moment, last: last, rows: rows, masking: shown.masking)
          .text(style: shown.style))
    }
  }

  private func sayThereIsNothing() throws {
    try Output.line("Nothing was applied to \(target.shown) by project \(project).")
  }

  func writeJSON(_ shown: Presentation) throws {
    let json = HistoryJSON(target: target, project: project, masking: shown.masking)
    let bytes =
      switch part {
      case .list(let entries): json.list(entries)
      case .changeSet(let view): json.chapter(view)
      case .life(let address, let views): json.life(of: address, views)
      case .verdict(let verdict):
        VerdictReport(verdict, project: project, masking: shown.masking).json()
      case .inForce(let moment, let last, let rows):
        InForceReport(at: moment, last: last, rows: rows, masking: shown.masking)
          .json(project: project)
      }
    try Output.write(bytes)
  }
}
