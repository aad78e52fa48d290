/// The port to a deployment database. Targets read and write; they never diff, lint or print.
package protocol DeploymentTarget: Sendable {
  var description: TargetDescription { get }

  /// What is there, without changing anything.
  func inspect() throws(TargetError) -> TargetCondition

  /// Every project that has rows, in byte order; `""` for the unmanaged rows.
  func projects() throws(TargetError) -> [String]

  /// All rows of `project`.
  func read(project: String, progress: ProgressReport) throws(TargetError) -> StoredInventory

  /// Looks whether `apply` would carry the order out, as far as that shows without writing: the
  /// target's id, the rows that are touched, and what those refer to. Throws what `apply` would
  /// throw; gives the change set as which the plan was applied already.
  func examine(_ order: ApplyOrder) throws(TargetError) -> Int?

  /// Makes exactly the changes of the order happen, in one transaction, or nothing: checks the
  /// base of the touched rows, writes, reads back, compares, commits.
  func apply(_ order: ApplyOrder, progress: ProgressReport) throws(TargetError) -> ApplyReceipt

  /// The change set as which a saved plan was applied; nil where it was not. `digest` is the
  /// plan's SHA-256.
  func changeSet(ofPlan digest: String, project: String) throws(TargetError) -> Int?

  /// Whether somebody is applying to `project` now, and who.
  func lockState(project: String) throws(TargetError) -> LockState

  /// The journal of `project`, newest change set first, at most `limit` of them.
  func history(project: String, limit: Int) throws(TargetError) -> [JournalEntry]

  /// Where the change sets of `project` come from, in their order.
  func sources(project: String) throws(TargetError) -> [RecordedSource]

  /// Items of the journal of `project`, by change set and ordinal.
  func records(
    project: String, of selection: JournalSelection
  ) throws(TargetError) -> [JournalRecord]

  /// Who wrote the row at `address` last, as far as the journal of `project` knows.
  func lastWriter(project: String, of address: Address) throws(TargetError) -> LastWriter?

  /// Follows the chain of hashes of the journal of `project`. `hash` is one that somebody kept,
  /// to be looked for.
  func verifyJournal(
    project: String, expecting hash: String?
  ) throws(TargetError) -> JournalVerdict
}

/// How far a commit is. From `sent` on nobody may say that nothing was written, until it is `refused`.
package enum CommitStep: Sendable {
  case sent, refused
}

/// Where long work reports how far it is. Called often; must be cheap.
package struct ProgressReport: Sendable {
  private let report: @Sendable (String, Int, Int?) -> Void
  private let noted: @Sendable (String) -> Void
  private let commit: @Sendable (CommitStep) -> Void
  private let cancelled: @Sendable () -> Bool

  package init(
    report: @escaping @Sendable (_ work: String, _ done: Int, _ total: Int?) -> Void = { _, _, _ in
    },
    note: @escaping @Sendable (_ text: String) -> Void = { _ in },
    commit: @escaping @Sendable (CommitStep) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.report = report
    noted = note
    self.commit = commit
    cancelled = isCancelled
  }

  /// Something that the user has to know though the run goes on, as a sentence; the same is told
  /// once a run.
  package func note(_ text: String) { noted(text) }

  /// A commit is about to be sent, or was refused.
  package func committing(_ step: CommitStep) { commit(step) }

  /// `work` in words ("rows read"), and how much of it is done.
  package func callAsFunction(_ work: String, _ done: Int, of total: Int? = nil) {
    report(work, done, total)
  }

  /// The same that reports nothing.
  package var silent: ProgressReport { ProgressReport(isCancelled: cancelled) }

  /// Whether the user asked to stop; the work then ends with `TargetError.interrupted`.
  package var isCancelled: Bool { cancelled() }
}
