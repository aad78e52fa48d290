internal import KeyformCore

/// Reads a target's journal for one project; failures come with the target's name.
struct JournalOfTarget {
  private let target: any DeploymentTarget
  private let project: String
  private let description: TargetDescription

  init(_ target: any DeploymentTarget, project: String, _ description: TargetDescription) {
    self.target = target
    self.project = project
    self.description = description
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
  func entries(limit: Int = .max) throws -> [JournalEntry] {
    try reading { () throws(TargetError) in try target.history(project: project, limit: limit) }
  }

  func records(_ selection: JournalSelection) throws -> [JournalRecord] {
    try reading { () throws(TargetError) in
      try target.records(project: project, of: selection)
    }
  }

  func verdict(expecting hash: String?) throws -> JournalVerdict {
    try reading { () throws(TargetError) in
      try target.verifyJournal(project: project, expecting: hash)
    }
  }

  func condition() throws -> TargetCondition {
    try reading { () throws(TargetError) in try target.inspect() }
  }

  /// The project's rows as they are now.
  func rows(_ progress: ProgressReport) throws -> StoredInventory {
    try reading { () throws(TargetError) in try target.read(project: project, progress: progress) }
  }

  /// The rows of nobody.
  func unownedRows(_ progress: ProgressReport) throws -> StoredInventory {
    try reading { () throws(TargetError) in try target.read(project: "", progress: progress) }
  }
}
