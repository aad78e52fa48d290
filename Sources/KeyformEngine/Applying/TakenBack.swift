internal import KeyformCore
internal import KeyformRepository

/// What a plan that takes a change set back has to agree with.
struct TakenBack: Sendable {
  let changeSet: Int
  private let records: [JournalRecord]
  /// The unmanaged rows.
  private let unmanaged: StoredInventory
  /// Where values are kept, by key name: as the plan says, where the repository has said so.
  private let references: [String: SecretReference]

  /// Reads the journal. Nil of a plan that the files asked for.
  init?(
    _ plan: Plan, in target: any DeploymentTarget, _ choice: TargetChoice,
    _ repository: LoadedRepository, _ context: RunContext
  ) throws {
    guard let changeSet = plan.header.undoOf else { return nil }
    let journal = ProjectJournal(target, project: plan.header.project, choice)
    self.changeSet = changeSet
    records = try journal.records(.changeSet(changeSet))
    unmanaged = try journal.unmanagedRows(context.progress)
    var references: [String: SecretReference] = [:]
    // Read from git and the journal only where a value is to be written.
    if plan.changes.contains(where: { $0.writesSecret }) {
      var recorded = try RecordedSecrets(
        repository, include: choice.include, context, journal, until: changeSet)
      for change in plan.changes where change.writesSecret {
        guard case .key(let entry)? = change.after, let secret = entry.secret,
          try recorded.names(secret, for: entry.value)
        else { continue }
        references[entry.name] = secret
      }
    }
    self.references = references
  }

  /// The change set taken back from these rows, but for what the plan leaves out. That values are
  /// those of the journal is seen when they are read.
  func undo(of stored: StoredInventory, as plan: Plan) -> Undo {
    let leftOut = Set(plan.leftOut.map(\.address))
    return Undo(
      records, stored: stored, unmanaged: unmanaged, only: { !leftOut.contains($0) },
      secret: { [references] key in
        references[key.name].map { .from($0) }
          ?? .refused("the repository never said that it is kept where the plan says")
      })
  }
}
