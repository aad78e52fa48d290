internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

/// The journal of a target as `keyform history` shows it. Reads keyform.yaml and the target.
struct JournalPrinting {
  private let options: CommonOptions
  private let context: RunContext
  private let project: String
  private let description: TargetDescription
  private let journal: ProjectJournal
  private let presentation: Presentation

  init(_ options: CommonOptions, _ trust: TrustOption) throws {
    context = try options.context(trust)
    let project = try context.peekProject()
    let choice = try TargetChoice(options.targets, of: project, context)
    self.options = options
    self.project = project.name
    description = choice.description
    journal = ProjectJournal(try choice.open(context), project: project.name, choice)
    presentation = Presentation(options, repository: nil)
  }

  private var text: HistoryText {
    HistoryText(style: presentation.style, masking: presentation.masking)
  }

  private func write<Content>(
    _ content: Content, as document: JSONDocument<JournalExtract<Content>>
  ) throws {
    let extract = JournalExtract(content, of: project, in: description)
    try document.write(extract, presentation.masking, to: Output.write)
  }

  func showList(limit: Int) throws {
    // One more tells whether there are more.
    let entries = try journal.entries(limit: limit == .max ? limit : limit + 1)
    if options.format == .json {
      return try write(Array(entries.prefix(limit)), as: JournalDocuments.list)
    }
    if entries.isEmpty { return try sayThereIsNothing() }
    try Output.write(text.list(Array(entries.prefix(limit))))
    if entries.count > limit, !options.quiet {
      Output.note("There are more: --limit \(limit * 2) shows further ones.")
    }
  }

  private func sayThereIsNothing() throws {
    try Output.line("Nothing was applied to \(description.shown) by project \(project).")
  }

  func show(_ changeSet: Int) throws {
    let (entry, records) = try journal.changeSet(changeSet)
    let chapter = ChangeSetView(entry, records)
    switch options.format {
    case .text: try text.chapter(chapter, to: Output.write)
    case .json: try write(chapter, as: JournalDocuments.changeSet)
    }
  }

  /// Oldest first, as a life is told.
  func showLife(of address: Address) throws {
    let chapters = try journal.life(of: address, context.progress).map {
      ChangeSetView($0.entry, $0.records)
    }
    if options.format == .json {
      return try write((address, chapters), as: JournalDocuments.life)
    }
    guard !chapters.isEmpty else {
      return try Output.line(
        "No change set of \(description.shown) wrote \(address): something else than Keyform did.")
    }
    try text.life(chapters, to: Output.write)
  }

  func verify(expecting hash: String?) throws {
    let verdict = try journal.verdict(expecting: hash, context.progress)
    let report = VerdictReport(verdict, project: project, masking: presentation.masking)
    switch options.format {
    case .json: try VerdictReport.document.write(report, presentation.masking, to: Output.write)
    case .text where verdict.changeSets == 0 && !verdict.isAltered: try sayThereIsNothing()
    case .text: try Output.write(report.text(style: presentation.style))
    }
    if verdict.isAltered {
      if !options.quiet {
        Output.note(
          """
          Compare with a backup or another copy. The rows themselves were not looked at: `keyform \
          plan` says whether they are as the repository wants them.
          """)
      }
      throw ExitStatus.couldNotRun
    }
  }

  func showInForce(at moment: Moment) throws {
    let (last, rows) = try journal.inForce(at: moment.text)
    let report = InForceReport(
      of: project, at: moment.text, last: last, rows: rows, masking: presentation.masking)
    switch options.format {
    case .text: try Output.write(report.text(style: presentation.style))
    case .json: try InForceReport.document.write(report, presentation.masking, to: Output.write)
    }
  }
}
