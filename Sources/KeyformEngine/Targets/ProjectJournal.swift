package import KeyformCore
internal import KeyformRepository

/// Reads a target's journal for one project; failures come with the target's name, and one that
/// is not there is a failure.
package struct ProjectJournal {
  private let target: any DeploymentTarget
  package let project: String
  private let choice: TargetChoice

  package var description: TargetDescription { choice.description }

  /// Of the project that keyform.yaml names, which is all that is read of the files.
  package init(_ context: RunContext, target wanted: TargetRequest) throws {
    let project = try context.peekProject()
    let choice = try TargetChoice(wanted, of: project, context)
    self.init(try choice.open(context), project: project.name, choice)
  }

  init(_ target: any DeploymentTarget, project: String, _ choice: TargetChoice) {
    self.target = target
    self.project = project
    self.choice = choice
  }

  /// Newest first.
  package func entries(limit: Int = .max) throws -> [JournalEntry] {
    let entries = try choice.asking { try target.history(project: project, limit: limit) }
    if entries.isEmpty { try checkPresence() }
    return entries
  }

  /// No entry is an answer where there is a journal.
  private func checkPresence() throws {
    try choice.check(choice.asking { try target.inspect() })
  }

  package func records(_ selection: JournalSelection) throws -> [JournalRecord] {
    try choice.asking { try target.records(project: project, of: selection) }
  }

  /// One change set with its items; ends the run where there is none of this number.
  package func changeSet(_ number: Int) throws -> (entry: JournalEntry, records: [JournalRecord]) {
    guard let entry = try entries().first(where: { $0.changeSet == number }) else {
      throw Failure(
        .usage, "project \(project) has no change set \(number) in \(description.shown)",
        "`keyform history` lists them.")
    }
    return (entry, try records(.changeSet(number)))
  }

  /// What happened to one entry through its renames, oldest first, as a life is told. Ends the run
  /// where neither the journal nor a row knows it; a row that no change set wrote has none.
  package func life(
    of address: Address, _ progress: ProgressReport
  ) throws -> [(entry: JournalEntry, records: [JournalRecord])] {
    let found = try EntryHistory.records(of: address) { try records(.address($0)) }
    if found.isEmpty { try checkIsThere(address, progress) }
    let items = Dictionary(grouping: found, by: \.changeSet)
    return try entries().reversed().compactMap { entry in
      items[entry.changeSet].map { (entry, $0) }
    }
  }

  private func checkIsThere(_ address: Address, _ progress: ProgressReport) throws {
    let stored = try rows(progress)
    try choice.check(stored.condition)
    if stored.inventory[address] != nil || stored.unmanaged[address] != nil { return }
    let near = SpellingSuggestion.question(address, in: stored.inventory.names(of: address.kind))
    throw Failure(
      .usage,
      """
      \(address) is neither in the journal of project \(project) nor in a row of \
      \(description.shown)\(near)
      """, "`keyform history` lists the change sets; `keyform inventory` the entries.")
  }

  /// Whether the journal is as it was written; where it is not, what of it the rows contradict.
  package func verdict(
    expecting hash: String?, _ progress: ProgressReport
  ) throws -> JournalVerdict {
    let verdict = try choice.asking {
      try target.verifyJournal(project: project, expecting: hash)
    }
    if verdict.changeSets == 0 { try checkPresence() }
    if verdict.altered.isEmpty { return verdict }
    let records = try records(.all)
    return verdict.adding(
      JournalSuspects.flaws(
        in: records, altered: verdict.altered,
        stored: try rows(progress).supposing(records).inventory))
  }

  /// The rows after the last change set of a moment (`YYYY-MM-DDTHH:MM:SSZ`). With a clock that was
  /// set back, what came before that one counts, whatever its time says.
  package func inForce(at moment: String) throws -> (last: JournalEntry?, rows: Inventory) {
    let last = try entries().first { $0.header.appliedAt <= moment }
    var replay = JournalReplay()
    if let last {
      for record in try records(.all) where record.changeSet <= last.changeSet {
        _ = replay.take(record)
      }
    }
    let state = replay.inventory
    if let address = state.unreadable.first {
      throw Failure(
        .couldNotRun, "what the journal holds of \(address) cannot be read",
        "`keyform history verify` tells whether somebody altered it.")
    }
    return (last, state.rows)
  }

  /// The project's rows as they are now.
  package func rows(_ progress: ProgressReport) throws -> StoredInventory {
    try choice.asking { try target.read(project: project, progress: progress) }
  }

  /// The unmanaged rows.
  package func unmanagedRows(_ progress: ProgressReport) throws -> StoredInventory {
    try choice.asking { try target.read(project: "", progress: progress) }
  }
}
