internal import KeyformCore

/// At which commits the journal says that a key was written.
struct RecordedCommits {
  private let journal: ProjectJournal
  private let last: Int
  /// By change set.
  private let commits: [Int: String]
  /// More are not looked at: each is read from git.
  private static let most = 5

  /// Looks at change sets up to `last`.
  init(_ journal: ProjectJournal, until last: Int) throws {
    self.journal = journal
    self.last = last
    commits = Dictionary(
      try journal.entries().compactMap { entry in
        entry.header.commit.map { (entry.changeSet, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Newest first, each once.
  func of(_ key: ProductKey) throws -> [String] {
    let records = try journal.records(.address(key.address))
    var found: [String] = []
    for record in records.reversed() where record.changeSet <= last {
      guard let commit = commits[record.changeSet], !found.contains(commit) else { continue }
      found.append(commit)
      if found.count == Self.most { break }
    }
    return found
  }
}
