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
    switch part {
    case .list(let entries) where entries.isEmpty: try sayThereIsNothing()
    case .list(let entries): try shown.write { HistoryText.list(entries, to: &$0) }
    case .changeSet(let view):
      try shown.write { try HistoryText.chapter(view, to: &$0, Output.write) }
    case .life(let address, let views) where views.isEmpty:
      try Output.line(
        "No change set of \(target.shown) wrote \(address): something else than Keyform did.")
    case .life(_, let views):
      try shown.write { try HistoryText.life(views, to: &$0, Output.write) }
    case .verdict(let verdict) where verdict.changeSets == 0 && !verdict.isAltered:
      try sayThereIsNothing()
    case .verdict(let verdict): try shown.write(verdict.add)
    case .inForce(let moment, let last, let rows):
      try shown.write { InForceReport.add((project, moment, last, rows), to: &$0) }
    }
  }

  private func sayThereIsNothing() throws {
    try Output.line("Nothing was applied to \(target.shown) by project \(project).")
  }

  func writeJSON(_ shown: Presentation) throws {
    switch part {
    case .list(let entries):
      try shown.write((project, target, entries), as: JournalDocuments.list)
    case .changeSet(let view):
      try shown.write((project, target, view), as: JournalDocuments.changeSet)
    case .life(let address, let views):
      try shown.write((project, target, (address, views)), as: JournalDocuments.life)
    case .verdict(let verdict): try shown.write((project, verdict), as: JournalVerdict.document)
    case .inForce(let moment, let last, let rows):
      try shown.write((project, moment, last, rows), as: InForceReport.document)
    }
  }
}
