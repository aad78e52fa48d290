internal import KeyformCore
internal import KeyformRepository

/// Finds out where planned changes come from: what its journal says of their rows, and what version
/// control says of the commits in it.
struct OriginReader {
  let load: TargetLoad
  let repository: LoadedRepository
  let choice: TargetChoice
  /// What is checked out; nil: outside version control.
  let source: SourceRevision?
  let context: RunContext

  /// Of changes that files ask for. Without `tellingDrift` the journal's items are read only where
  /// something may be taken back: reading them takes time.
  ///
  /// Nothing is asked where there is nothing to change, or no change set yet. `base` is asked where
  /// its answer matters.
  func origins(
    of changes: [Change], tellingDrift: Bool, base: () -> BaseComparison? = { nil }
  ) throws -> ChangeOrigins {
    if changes.isEmpty { return .none }
    guard load.stored.catalog != nil else {
      guard tellingDrift, let base = base() else { return .none }
      return ChangeOrigins(
        of: changes, records: [], sources: [], driftWithheld: nil, base: base,
        isPublic: { _ in false })
    }
    let (project, target) = (repository.project.name, load.target)
    let recorded = try choice.asking { try target.sources(project: project) }
    if !tellingDrift {
      let judged = try judge(recorded)
      let isAtRisk = judged.contains { $0.source.undoOf != nil || $0.place == .elsewhere }
      if !isAtRisk { return .none }
    }
    let rows = Change.rows(of: changes)
    let records = try choice.asking { try target.records(project: project, at: rows) }
    let names = JournalRecord.names(of: rows, in: records)
    let involved = Set(
      records.filter { names.contains($0.address) || $0.formerAddress.map(names.contains) == true }
        .map(\.changeSet))
    let judged = try judge(recorded.filter { involved.contains($0.changeSet) })
    let catalog = repository.catalog
    return try ChangeOrigins(
      of: changes, records: records, sources: judged,
      driftWithheld: tellingDrift ? load.stored.isPreview : nil, base: base(),
      later: { open in
        guard let head = source?.commit else { return .none }
        let commits = Dictionary(
          judged.map { ($0.source.writer.changeSet, $0.source.commit) },
          uniquingKeysWith: { first, _ in first })
        return try LaterHistory(repository, choice, context).wishes(
          on: open, at: head, since: { commits[$0] ?? nil })
      },
      isPublic: { catalog.publicKey($0) != nil })
  }

  /// Where each change set's commit is. git is asked for those that are not checked out themselves.
  private func judge(_ recorded: [RecordedSource]) throws -> [JudgedSource] {
    guard let source, let head = source.commit else {
      return recorded.map { JudgedSource($0.source, nil) }
    }
    let mine = RepositoryIdentity(source)
    let isOther = load.stored.memory.last?.repository.agrees(with: mine) == false
    func isAsked(_ recorded: RecordedSource) -> Bool {
      // An undo's commit is the one that it was made in: it does not say what it wrote.
      !isOther && recorded.source.undoOf == nil && recorded.repository.agrees(with: mine) != false
    }
    var trees: [String: String?] = [:]
    for recorded in recorded where isAsked(recorded) {
      guard let commit = recorded.source.commit, commit != head else { continue }
      trees[commit] = .some(recorded.tree)
    }
    let commits = trees.sorted { $0.key < $1.key }
      .map { RecordedCommit(id: $0.key, tree: $0.value) }
    let found =
      commits.isEmpty ? [:] : try context.history.presence(of: commits, in: context.directory)
    return recorded.map { recorded in
      guard isAsked(recorded) else { return JudgedSource(recorded.source, nil) }
      guard let commit = recorded.source.commit else {
        return JudgedSource(recorded.source, .untold)
      }
      if commit == head { return JudgedSource(recorded.source, .inHistory) }
      switch found[commit] ?? .unknown {
      case .inHistory: return JudgedSource(recorded.source, .inHistory)
      case .absent, .elsewhere:
        return JudgedSource(recorded.source, source.isShallow ? .untold : .elsewhere)
      case .unknown: return JudgedSource(recorded.source.withoutCommit, .untold)
      }
    }
  }
}

extension ChangeSetSource {
  /// The same where version control says nothing of the commit.
  fileprivate var withoutCommit: ChangeSetSource {
    ChangeSetSource(writer: writer, commit: nil, undoOf: undoOf)
  }
}
