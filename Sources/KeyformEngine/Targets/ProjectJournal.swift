package import KeyformCore

/// Reads a target's journal for one project; failures come with the target's name, and one that
/// is not there is a failure.
package struct ProjectJournal {
  private let target: any DeploymentTarget
  private let project: String
  private let choice: TargetChoice

  private var description: TargetDescription { choice.description }

  package init(_ target: any DeploymentTarget, project: String, _ choice: TargetChoice) {
    self.target = target
    self.project = project
    self.choice = choice
  }

  private func reading<Result>(
    _ body: () throws(TargetError) -> Result
  ) throws -> Result {
    do throws(TargetError) {
      return try body()
    } catch {
      throw Failure(error, of: description)
    }
  }

  /// Newest first.
  package func entries(limit: Int = .max) throws -> [JournalEntry] {
    let entries = try reading { () throws(TargetError) in
      try target.history(project: project, limit: limit)
    }
    if entries.isEmpty { try checkPresence() }
    return entries
  }

  /// No entry is an answer where there is a journal.
  private func checkPresence() throws {
    try choice.check(try reading { () throws(TargetError) in try target.inspect() })
  }

  package func records(_ selection: JournalSelection) throws -> [JournalRecord] {
    try reading { () throws(TargetError) in
      try target.records(project: project, of: selection)
    }
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

  /// What happened to one entry through its renames, oldest first, as a life is told.
  package func life(
    of address: Address
  ) throws -> [(entry: JournalEntry, records: [JournalRecord])] {
    let found = try LifeStory.records(of: address) { try records(.address($0)) }
    let items = Dictionary(grouping: found, by: \.changeSet)
    return try entries().reversed().compactMap { entry in
      items[entry.changeSet].map { (entry, $0) }
    }
  }

  /// Whether the journal is as it was written; where it is not, what of it the rows contradict.
  package func verdict(
    expecting hash: String?, _ progress: ProgressReport
  ) throws -> JournalVerdict {
    let verdict = try reading { () throws(TargetError) in
      try target.verifyJournal(project: project, expecting: hash)
    }
    if verdict.changeSets == 0 { try checkPresence() }
    if verdict.altered.isEmpty { return verdict }
    return verdict.adding(
      JournalSuspects.flaws(
        in: try records(.all), altered: verdict.altered, stored: try rows(progress).inventory))
  }

  /// The rows after the last change set of a moment (`YYYY-MM-DDTHH:MM:SSZ`). With a clock that was
  /// set back, what came before that one counts, whatever its time says.
  package func inForce(
    at moment: String
  ) throws -> (last: JournalEntry?, rows: Inventory) {
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
    try reading { () throws(TargetError) in try target.read(project: project, progress: progress) }
  }

  /// The rows of nobody.
  package func unownedRows(_ progress: ProgressReport) throws -> StoredInventory {
    try reading { () throws(TargetError) in try target.read(project: "", progress: progress) }
  }
}
