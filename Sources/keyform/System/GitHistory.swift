internal import KeyformCore
internal import KeyformEngine

/// Git, as the engine asks it.
struct GitHistory: SourceHistory {
  let checkouts: GitCheckouts

  func checkout(of folder: String) throws -> SourceAnswer {
    guard let checkout = GitCheckout(around: folder) else { return .none }
    do {
      return .checkout(try GitState(of: checkout, checkouts))
    } catch let refusal as GitRefusal {
      let permission = refusal.permission.map { ". To allow it: \($0)" } ?? ""
      return .refused(refusal.said + permission)
    }
  }

  func files(of folder: String, at commit: String) throws -> (any RecordedFiles)? {
    let files = CommitFiles(of: folder, at: commit)
    try Interruption.check()
    return files
  }

  func lines(of places: [FileLocation], below root: String) throws -> [FileLocation:
    WrittenLine]
  {
    let lines = Blame(root: root).lines(of: places)
    try Interruption.check()
    return lines
  }

  func checkUntracked(_ database: String) throws {
    try DatabaseGuard(checkouts: checkouts).check(database)
  }

  func sources(of range: ComparedRange, in folder: String) throws -> ComparedSources {
    try GitRevisions(around: folder, checkouts).sources(of: range)
  }

  func commits(after commit: String, in folder: String, most: Int) throws -> LaterCommits? {
    guard SourceRevision.isObjectID(commit), let checkout = GitCheckout(around: folder) else {
      return nil
    }
    let later = GitAncestry(of: checkout).commits(after: commit, most: most)
    try Interruption.check()
    return later
  }

  func untracked(among files: [String], in folder: String) throws -> UntrackedFiles {
    try GitRevisions(around: folder, checkouts).untracked(among: files)
  }

  func presence(of commit: String, in folder: String) throws -> CommitPresence {
    guard SourceRevision.isObjectID(commit), let checkout = GitCheckout(around: folder) else {
      return .unknown
    }
    do {
      guard try checkouts.session(of: checkout).ask({ $0.has(commit) }) else { return .absent }
    } catch is GitRefusal {
      return .unknown
    }
    let ending = checkout.start(["merge-base", "--is-ancestor", commit, "HEAD"])?.rest().ending
    try Interruption.check()
    switch ending {
    case .exit(0): return .inHistory
    case .exit(1): return .elsewhere
    default: return .unknown
    }
  }
}

extension GitHistory {
  func presence(
    of commits: [RecordedCommit], in folder: String
  ) throws -> [String: CommitPresence] {
    guard let checkout = GitCheckout(around: folder) else { return [:] }
    let commits = commits.filter { SourceRevision.isObjectID($0.id) }
    let ids = commits.map(\.id)
    let atHand: Set<String>
    do {
      atHand = try checkouts.session(of: checkout).ask { $0.commits(among: ids) }
    } catch is GitRefusal {
      return [:]
    }
    let ancestry = GitAncestry(of: checkout)
    guard let outside = ancestry.outside(ids.filter(atHand.contains)) else { return [:] }
    var found: [String: CommitPresence] = [:]
    for commit in commits {
      let isElsewhere = outside.contains(commit.id)
      if atHand.contains(commit.id), !isElsewhere {
        found[commit.id] = .inHistory
      } else if let tree = commit.tree, SourceRevision.isObjectID(tree),
        ancestry.hasTree(tree, since: isElsewhere ? commit.id : nil)
      {
        found[commit.id] = .inHistory
      } else {
        found[commit.id] = isElsewhere ? .elsewhere : .absent
      }
    }
    try Interruption.check()
    return found
  }
}

extension CommitFiles: RecordedFiles {}
