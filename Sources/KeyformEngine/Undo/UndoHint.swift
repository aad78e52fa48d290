internal import KeyformCore
internal import KeyformRepository

/// What has to be done in the files, where a change set is taken back: an undo writes rows alone.
struct UndoHint {
  private let entry: JournalEntry
  /// Of the undo.
  private let changes: [Change]
  private let repository: LoadedRepository
  private let inventory: Inventory
  private let context: RunContext
  /// Where the journal says that every change set came from.
  private let sources: () throws -> [RecordedSource]

  init(
    _ entry: JournalEntry, _ changes: [Change], in checked: CheckedRepository,
    _ context: RunContext,
    sources: @escaping () throws -> [RecordedSource]
  ) {
    self.sources = sources
    self.entry = entry
    self.changes = changes
    repository = checked.repository
    inventory = checked.assembled.state.inventory
    self.context = context
  }

  func sentence() throws -> String {
    if let other = entry.header.undoOf {
      return """
        Change set \(entry.changeSet) took back change set \(other): see with `keyform plan`, once \
        this is applied, that the repository wants the same.
        """
    }
    let wanted = changes.map(stillWanted)
    guard wanted.contains(where: { $0 != .nothing }) else {
      return """
        The repository no longer wants what change set \(entry.changeSet) did: nothing is left to be \
        reverted there.
        """
    }
    let still = "The repository still wants what change set \(entry.changeSet) did"
    let end = "as well, or the next apply does it again."
    let commits = try commits(of: wanted)
    if !commits.isEmpty {
      let shown = commits.prefix(Self.most).map { "commit \($0.id.prefix(12)) (\($0.subject))" }
      let rest = commits.count - shown.count
      let more = rest > 0 ? " and \(counted(rest, "other commit"))" : ""
      return """
        \(still), in lines of \(shown.joined(separator: ", "))\(more): revert them \(end)
        """
    }
    guard let commit = entry.header.commit else {
      return "\(still): change \(files) back \(end)"
    }
    let shown = "commit \(commit.prefix(12))"
    let missing: String
    switch try context.history.presence(of: commit, in: context.directory) {
    case .inHistory:
      let applied = try applied(until: commit)
      if applied == [commit] { return "\(still): revert \(shown) \(end)" }
      if (1...Self.most).contains(applied.count) {
        let all = applied.map { "commit \($0.prefix(12))" }.joined(separator: ", ")
        return "\(still), of \(all): revert what they did to it \(end)"
      }
      return "\(still). It was applied from \(shown): change \(files) back \(end)"
    case .unknown: return "\(still). It was applied from \(shown): change \(files) back \(end)"
    case .absent: missing = "not in this clone"
    case .elsewhere: missing = "not in the history of what is checked out"
    }
    return "\(still). Its \(shown) is \(missing): change \(files) back \(end)"
  }

  /// So many commits and files are named.
  private static let most = 5

  /// What the files want otherwise than the undo leaves it.
  private enum Wanted: Equatable {
    case nothing
    /// An entry that the undo takes away, or changes; without fields where it brings one back.
    case fields([String])
    case row
  }

  private func stillWanted(_ change: Change) -> Wanted {
    let file = inventory[change.address]
    guard let after = change.after, change.action != .release else {
      return file == nil ? .nothing : .row
    }
    guard let file else { return .row }
    guard change.action == .update || change.action == .adopt else { return .nothing }
    let fields = change.fields.map(\.name).filter { name in
      name != ProductKey.Field.value.rawValue && !JournalStep.observations.contains(name)
        && file.fieldsByName[name] ?? .none != after.fieldsByName[name] ?? .none
    }
    return fields.isEmpty ? .nothing : .fields(fields)
  }

  /// Those that wrote the lines last, in the order of the lines; none where one of them is not known.
  private func commits(of wanted: [Wanted]) throws -> [LineCommit] {
    var places: [FileLocation] = []
    for (change, wanted) in zip(changes, wanted) {
      if wanted == .nothing { continue }
      guard let origin = inventory[change.address]?.origin else { return [] }
      var fields: [[String]] = [[]]
      if case .fields(let names) = wanted {
        fields = names.map { $0.split(separator: ".").map(String.init) }
      }
      for field in fields {
        guard let place = repository.places.place(origin, change.address, field) else { return [] }
        places.append(place)
      }
    }
    let lines = try context.history.lines(of: places, below: repository.root)
    var commits: [LineCommit] = []
    for place in places {
      guard case .commit(let commit)? = lines[place]?.origin else { return [] }
      if !commits.contains(where: { $0.id == commit.id }) { commits.append(commit) }
    }
    return commits
  }

  /// The commits that the change set brought, the newest first: what the one before it did not have.
  /// None where that cannot be told.
  private func applied(until commit: String) throws -> [String] {
    let before = try sources().filter { $0.changeSet < entry.changeSet && $0.source.undoOf == nil }
      .max { $0.changeSet < $1.changeSet }?.source.commit
    guard let before, before != commit,
      let since = try context.history.commits(
        after: before, in: context.directory, most: LaterHistory.most),
      let later = try context.history.commits(
        after: commit, in: context.directory, most: LaterHistory.most), since.isWhole, later.isWhole
    else { return [] }
    let others = Set(later.commits.map(\.id))
    return since.commits.map(\.id).filter { !others.contains($0) }
  }

  /// Where the repository writes the entries of the change set, in words.
  private var files: String {
    var files: [String] = []
    for change in changes {
      guard let origin = inventory[change.address]?.origin,
        let file = repository.place(of: origin)?.file, !files.contains(file)
      else { continue }
      files.append(file)
    }
    if files.isEmpty { return "what became of its entries" }
    let rest = files.count - Self.most
    return files.sorted().prefix(Self.most).joined(separator: ", ")
      + (rest > 0 ? " and \(counted(rest, "other file"))" : "")
  }
}
