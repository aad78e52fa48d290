internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// The journal of a target as `keyform history` shows it. Reads keyform.yaml and the target.
struct Journal {
  private let options: CommonOptions
  private let project: String
  private let description: TargetDescription
  private let journal: JournalOfTarget
  private let presentation: Presentation

  init(_ options: CommonOptions) throws {
    var project = RepositoryLoader(root: options.directory).peekProject()
    // Says what is wrong with keyform.yaml.
    if project.name.isEmpty { project = try Session.loadProject(options).project }
    let choice = try TargetChoice(options.target, of: project, root: options.directory)
    self.options = options
    self.project = project.name
    description = choice.description
    journal = JournalOfTarget(
      try choice.open(lockTimeout: 30), project: project.name, choice.description)
    presentation = Presentation(options, repository: nil)
  }

  private var text: HistoryText {
    HistoryText(style: presentation.style, masking: presentation.masking)
  }

  private var json: HistoryJSON {
    HistoryJSON(target: description, project: project, masking: presentation.masking)
  }

  func showList(limit: Int) throws {
    // One more tells whether there are more.
    let entries = try journal.entries(limit: limit == .max ? limit : limit + 1)
    if options.format == .json { return try Output.write(json.list(Array(entries.prefix(limit)))) }
    if entries.isEmpty { return try sayThereIsNothing() }
    try Output.write(text.list(Array(entries.prefix(limit))))
    if entries.count > limit, !options.quiet {
      Output.note("There are more: --limit \(limit * 2) shows further ones.")
    }
  }

  private func sayThereIsNothing() throws {
    switch try journal.condition() {
    case .empty:
      try Output.line("\(description.shown) has no tables yet: nothing was applied to it.")
    case .ready:
      try Output.line("Nothing was applied to \(description.shown) by project \(project).")
    }
  }

  func show(_ changeSet: Int) throws {
    guard let entry = try journal.entries().first(where: { $0.changeSet == changeSet }) else {
      throw Failure(
        .usage, "project \(project) has no change set \(changeSet) in \(description.shown)",
        "`keyform history` lists them.")
    }
    let chapter = HistoryChapter(entry, try journal.records(.changeSet(changeSet)))
    switch options.format {
    case .text: try text.chapter(chapter, to: Output.write)
    case .json: try Output.write(json.chapter(chapter))
    }
  }

  /// Oldest first, as a life is told.
  func showLife(of address: Address) throws {
    let found = try LifeStory.records(of: address) { try journal.records(.address($0)) }
    let items = Dictionary(grouping: found, by: \.changeSet)
    let chapters = try journal.entries().reversed().compactMap { entry in
      items[entry.changeSet].map { HistoryChapter(entry, $0) }
    }
    if options.format == .json { return try Output.write(json.life(of: address, chapters)) }
    guard !chapters.isEmpty else {
      return try Output.line("The journal of \(description.shown) knows no \(address).")
    }
    try text.life(chapters, to: Output.write)
  }

  func verify(expecting hash: String?) throws {
    var verdict = try journal.verdict(expecting: hash)
    if !verdict.altered.isEmpty { verdict = try verdict.adding(suspects(verdict.altered)) }
    let report = VerdictReport(verdict, project: project, masking: presentation.masking)
    switch options.format {
    case .json: try Output.write(report.json())
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

  private func suspects(_ altered: Set<Int>) throws -> [JournalFlaw] {
    JournalSuspects.flaws(
      in: try journal.records(.all), altered: altered,
      stored: try journal.rows(options.progress).inventory)
  }

  /// Goes through the journal up to the last change set of that moment. With a clock that was set
  /// back, what came before that one counts, whatever its time says.
  func showInForce(at moment: Moment) throws {
    let last = try journal.entries().first { $0.header.appliedAt <= moment.text }
    var replay = JournalReplay()
    if let last {
      for record in try journal.records(.all) where record.changeSet <= last.changeSet {
        _ = replay.take(record)
      }
    }
    let state = replay.inventory
    if let address = state.unreadable.first {
      throw Failure(
        .couldNotRun, "what the journal holds of \(address) cannot be read",
        "`keyform history verify` tells whether somebody altered it.")
    }
    let report = InForceReport(
      at: moment.text, last: last, rows: state.rows, masking: presentation.masking)
    switch options.format {
    case .text: try Output.write(report.text(style: presentation.style))
    case .json: try Output.write(report.json(project: project))
    }
  }
}
