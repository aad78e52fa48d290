package import KeyformRepository

/// Which two states of a repository are held against each other.
package enum ComparedRange: Hashable, Sendable {
  /// What is checked out, with the files as they are.
  case headAndFiles
  /// The point where HEAD left a revision, with the files as they are.
  case baseAndFiles(String)
  case revisions(String, String)

  /// As the command line has it: nothing, `REV`, or `A..B`, where a missing side is HEAD.
  package init(_ text: String?) throws {
    guard let text else {
      self = .headAndFiles
      return
    }
    guard !text.isEmpty else {
      throw Failure(.usage, "the revision is empty", "Name one, such as origin/main.")
    }
    guard let dots = text.firstRange(of: "..") else {
      self = .baseAndFiles(try Self.checked(text))
      return
    }
    let (from, to) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !to.hasPrefix("."), !to.contains("..") else {
      throw Failure(
        .usage, "\(text) is no range of revisions",
        """
        Write A..B to compare two revisions, or REV alone to compare the files with the point where \
        HEAD left it.
        """)
    }
    self = .revisions(
      try Self.checked(from.isEmpty ? "HEAD" : String(from)),
      try Self.checked(to.isEmpty ? "HEAD" : String(to)))
  }

  /// The point where HEAD left the revision that an option names, with the files as they are.
  package init(base text: String) throws {
    let range = try Self(text)
    guard case .baseAndFiles = range else {
      throw Failure(
        .usage, "\(text) is no one revision",
        "Name the branch that the change goes to, such as origin/main.")
    }
    self = range
  }

  /// git would take it for an option.
  private static func checked(_ revision: String) throws -> String {
    guard revision.hasPrefix("-") else { return revision }
    throw Failure(
      .usage, "\(revision) is no revision: it begins with a dash",
      "Write refs/heads/\(revision) for a branch that is called so.")
  }
}

/// A repository as it is in a commit.
package struct RevisionOfRepository: Sendable {
  /// As the command line calls it.
  package let name: String
  /// Its id.
  package let commit: String
  package let files: RevisionFiles
  /// The folder of the repository, below the top of the checkout.
  package private(set) var folder: String
  /// Whether it is the point where HEAD left `name`, and not `name` itself.
  package let isMergeBase: Bool

  package init(
    name: String, commit: String, files: RevisionFiles, folder: String, isMergeBase: Bool
  ) {
    self.isMergeBase = isMergeBase
    self.name = name
    self.commit = commit
    self.files = files
    self.folder = folder
  }

  /// The same of another folder.
  func moved(to folder: String) -> RevisionOfRepository {
    var moved = self
    moved.folder = folder
    return moved
  }
}

/// The two states that a range means.
package struct ComparedSources: Sendable {
  package let before: RevisionOfRepository
  /// Nil: the files as they are.
  package let after: RevisionOfRepository?

  package init(before: RevisionOfRepository, after: RevisionOfRepository?) {
    self.before = before
    self.after = after
  }
}

/// Of files that were read, those that are in no commit.
package struct UntrackedFiles: Sendable {
  package var untracked: [String] = []
  /// Those that version control is told to ignore.
  package var ignored: [String] = []

  package init() {}
}
