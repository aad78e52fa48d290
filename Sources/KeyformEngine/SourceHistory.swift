package import KeyformCore
package import KeyformRepository

/// What version control knows of a repository's files.
package protocol SourceHistory: Sendable {
  /// What is checked out in a folder.
  func checkout(of folder: String) throws -> SourceAnswer

  /// The repository files of a folder as they were at a commit; nil where the commit is not known,
  /// or the folder was not there then.
  func files(of folder: String, at commit: String) throws -> (any RecordedFiles)?

  /// Who wrote these lines of the files below `root` last.
  func lines(of places: [FileLocation], below root: String) throws -> [FileLocation:
    WrittenLine]

  /// Ends the run where version control keeps the file of a database, which holds keys in clear text.
  func checkUntracked(_ database: String) throws

  /// What of a commit the clone around a folder has.
  func presence(of commit: String, in folder: String) throws -> CommitPresence

  /// The same of several at once, by their ids. One is in the history as well where a commit with
  /// its tree came there since: it was squashed. Of a shallow clone the history is what it has.
  func presence(
    of commits: [RecordedCommit], in folder: String
  ) throws -> [String: CommitPresence]

  /// The commits that what is checked out descends from and `commit` does not, as far as they change
  /// files below a folder: the newest first, `most` of them. Nil where version control cannot tell.
  func commits(after commit: String, in folder: String, most: Int) throws -> LaterCommits?

  /// The two states of the repository in a folder that a range means. Throws a ``Failure`` where
  /// version control cannot tell, which says what to fetch.
  func sources(of range: ComparedRange, in folder: String) throws -> ComparedSources

  /// Which of these files, by their paths below a folder, are in no commit.
  func untracked(among files: [String], in folder: String) throws -> UntrackedFiles
}

/// A commit as a journal names it.
package struct RecordedCommit: Sendable {
  package let id: String
  /// Id of its tree; nil where it is not known.
  package let tree: String?
}

/// Commits since another one.
package struct LaterCommits: Sendable {
  package struct Step: Sendable {
    package let id: String
    /// The last ones before it that change something here, or the state that they began with.
    package let parents: [String]

    package init(id: String, parents: [String]) {
      self.id = id
      self.parents = parents
    }
  }

  package let commits: [Step]
  /// Whether there are no others.
  package let isWhole: Bool

  package init(_ commits: [Step], isWhole: Bool) {
    self.commits = commits
    self.isWhole = isWhole
  }
}

package enum SourceAnswer: Sendable {
  /// There is no version control around the folder.
  case none
  /// There is, and it does not answer; the text says why, and what allows it.
  case refused(String)
  case checkout(any SourceCheckout)

  /// Id of the commit that is checked out; nil where that is not known.
  package var commit: String? {
    if case .checkout(let checkout) = self { checkout.commit } else { nil }
  }
}

/// A commit that is checked out, perhaps none yet.
package protocol SourceCheckout: Sendable {
  /// Its id.
  var commit: String? { get }

  /// With whether what was read differs from the commit; without the commits it descends from.
  func revision(reading files: [SourceFile]) throws -> SourceRevision

  /// Ids of the commits without parents that it descends from, sorted; empty where they cannot be
  /// known. Goes through the whole history, so it is asked where somebody needs to know alone.
  func roots() throws -> [String]
}

package enum CommitPresence: Sendable {
  /// There is no version control, or it does not say.
  case unknown
  case absent
  /// It is in the clone, and what is checked out does not descend from it.
  case elsewhere
  case inHistory
}

/// Files of a commit in a folder of their own, which goes with the object.
package protocol RecordedFiles: AnyObject {
  var root: String { get }
}

extension SourceRevision {
  /// The same with the ids of the commits without parents that it descends from.
  func descending(from roots: [String]) -> SourceRevision {
    SourceRevision(
      repository: repository, commit: commit, author: author, isDirty: isDirty, tree: tree,
      roots: roots, isShallow: isShallow)
  }
}
