internal import KeyformCore
internal import KeyformRepository

/// What the history of the files tells of words that changes go against, commit by commit. Read only
/// where something would be taken back.
struct LaterHistory {
  /// So many commits are looked at since one change set: each means reading files of it.
  static let most = 60

  private let repository: LoadedRepository
  private let choice: TargetChoice
  private let context: RunContext
  /// By commit; nil where its files tell nothing.
  private var states: [String: ReadBase?] = [:]

  init(_ repository: LoadedRepository, _ choice: TargetChoice, _ context: RunContext) {
    self.repository = repository
    self.choice = choice
    self.context = context
  }

  /// Whether, in the history of `head` since the commit of the word's change set (`since`), a commit
  /// found the files as the target is and left them otherwise; or one brought them there, and files do
  /// otherwise that are in no commit yet. Of a word about which nobody can tell, nothing.
  func wishes(
    on words: [WordAgainst: Change], at head: String, since: (Int) -> String?
  ) throws -> LaterWishes {
    var reader = self
    var told: [WordAgainst: Bool] = [:]
    for changeSet in Set(words.keys.map(\.changeSet)).sorted() {
      guard let commit = since(changeSet), SourceRevision.isObjectID(commit),
        let later = try context.history.commits(
          after: commit, in: context.directory, most: Self.most)
      else { continue }
      let asked = words.filter { $0.key.changeSet == changeSet }
      let changes = Array(Set(asked.values.map(\.address))).sorted()
        .compactMap { address in asked.values.first { $0.address == address } }
      var open = Set(asked.keys)
      if let then = try reader.wishes(of: changes, at: commit),
        let now = try reader.wishes(of: changes, at: head)
      {
        for (word, change) in asked
        where now.wantsWhatIsThere(word.field, before: change)
          && !then.wantsWhatIsThere(word.field, before: change)
        {
          told[word] = true
          open.remove(word)
        }
      }
      for step in later.commits where !open.isEmpty && !step.parents.isEmpty {
        guard let after = try reader.wishes(of: changes, at: step.id) else { continue }
        let left = open.filter { word in
          asked[word].map { !after.wantsWhatIsThere(word.field, before: $0) } ?? false
        }
        if left.isEmpty { continue }
        let before = try step.parents.map { try reader.wishes(of: changes, at: $0) }
        for word in left {
          guard let change = asked[word],
            before.allSatisfy({ $0?.wantsWhatIsThere(word.field, before: change) ?? false })
          else { continue }
          told[word] = true
          open.remove(word)
        }
      }
      if later.isWhole { for word in open { told[word] = false } }
    }
    return LaterWishes(told)
  }

  private mutating func wishes(
    of changes: [Change], at commit: String
  ) throws -> BaseComparison? {
    if let known = states[commit] { return known?.comparison(of: changes, for: choice) }
    try context.checkCancelled()
    let read = try? BranchBase(commit, of: repository.project, context).read(beside: repository)
    // Of one that HEAD does not descend from that is another commit.
    let state = read?.stated.commit == commit ? read : nil
    states[commit] = .some(state)
    return state?.comparison(of: changes, for: choice)
  }
}
