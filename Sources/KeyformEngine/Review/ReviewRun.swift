package import KeyformCore
package import KeyformRepository

/// Holds two states of a repository against each other: what `diff` does. No target is asked, no
/// secret opened, and of version control nothing but objects of the clone.
package struct ReviewRun {
  package let review: Review
  /// The repository after the change, which messages point into.
  package let repository: LoadedRepository
  private let threshold: SeverityThreshold

  package init(
    _ run: RunContext, _ range: ComparedRange, target: TargetRequest,
    _ threshold: SeverityThreshold
  ) throws {
    let context = run.withoutSecrets
    let sources = try context.history.sources(of: range, in: context.directory)
    let after = try Self.side(sources.after, context, knowing: nil)
    let known = KnownContents(of: after.repository, like: sources.before.commit)
    let base = try Self.home(sources.before, of: after.repository.project.name, after.context)
    let before = try Self.before(base, context, knowing: known)
    let untracked =
      sources.after == nil
      ? try context.history.untracked(
        among: after.repository.readFiles.map(\.path), in: context.directory)
      : UntrackedFiles()
    let comparison = try RepositoryComparing(
      before, after, target: target, threshold)
    let formerFolder = before.isThere ? Self.formerFolder(base, after.context) : nil
    review = comparison.review(of: sources, untracked, formerFolder: formerFolder)
    repository = after.repository
    self.threshold = threshold
  }

  /// A repository and what it is judged in.
  struct Side {
    let repository: LoadedRepository
    let context: RunContext
    /// Whether there is a keyform.yaml.
    let isThere: Bool
  }

  /// Where the repository of `run` is in an earlier commit: in the same folder, or where the one project
  /// of its name is; else where the one project was that is gone. Throws where several are, of which any
  /// may be the one: everything would look new, and what they held would be nowhere.
  static func home(
    _ revision: RevisionOfRepository, of project: String, _ run: RunContext
  ) throws -> RevisionOfRepository {
    if run.reading(revision).loader.isProject { return revision }
    let places = revision.files.folders(holding: "keyform.yaml")
    try checkSize(of: revision)
    let named = places.filter {
      run.reading(revision.moved(to: $0)).loader.peekProject().name == project
    }
    if named.count == 1 { return revision.moved(to: named[0]) }
    let own = run.access.project(at: run.directory)
    let gone = places.filter { place in
      let found = run.access.project(at: place)
      return found == nil || found == own
    }
    if gone.count > 1 {
      let folders = gone.map { folder in
        let path = revision.files.pathBelowTop(folder)
        return path.isEmpty ? "the top folder" : path
      }
      throw Failure(
        .couldNotRun,
        """
        the project was not in this folder at commit \(revision.commit.prefix(12)), and of \
        \(counted(gone.count, "project")) that stood there and are gone nobody can tell which it was: \
        \(folders.prefix(5).joined(separator: ", "))
        """,
        "Make it two changes: move or rename one project at a time, and remove others apart from that."
      )
    }
    return gone.first.map { revision.moved(to: $0) } ?? revision
  }

  /// Where the project stood, from the top of the checkout; nil: where it does now.
  private static func formerFolder(
    _ base: RevisionOfRepository, _ run: RunContext
  ) -> String? {
    guard let now = run.access.project(at: run.directory),
      let then = base.files.folder(at: base.folder), now != then
    else { return nil }
    return base.files.pathBelowTop(then)
  }

  private static func checkSize(of revision: RevisionOfRepository) throws {
    guard revision.files.isTooLarge else { return }
    throw Failure(
      .couldNotRun,
      """
      commit \(revision.commit.prefix(12)) holds too many folders: a project is looked through up to \
      \(RevisionFiles.mostFolders) of them, and a commit up to 1000 projects
      """,
      """
      A folder that stands in others many times counts each time, as in a checkout. Take out of the \
      project's folder what does not belong there.
      """)
  }

  /// What was there before, as far as it is not `known`.
  static func before(
    _ base: RevisionOfRepository, _ run: RunContext, knowing known: KnownContents
  ) throws -> Side {
    base.files.prefetch(below: base.folder, besides: known.ids)
    return try side(base, run, knowing: known)
  }

  private static func side(
    _ revision: RevisionOfRepository?, _ run: RunContext, knowing known: KnownContents?
  ) throws -> Side {
    let context = revision.map { run.reading($0) } ?? run
    let loader = context.loader(knowing: known)
    let repository = context.lifetime.keep(loader.load())
    try context.checkCancelled()
    if let revision { try checkSize(of: revision) }
    if let revision, revision.files.lacksObjects {
      throw Failure(
        .couldNotRun,
        """
        commit \(revision.commit.prefix(12)) is not whole in this clone: files of it were left out \
        when it was cloned
        """,
        "Fetch them with `git fetch --refetch --no-filter origin`; Keyform fetches nothing itself.")
    }
    // What was there before may be nothing; what is to be judged may not.
    if known == nil, repository.project.name.isEmpty {
      throw UnsoundRepository(unnamed: repository)
    }
    return Side(repository: repository, context: context, isThere: loader.isProject)
  }

  /// How the run ends. `all`: findings that were there before count as well; `isDetailed`: changes
  /// of entries and guards are worth a code of their own.
  package func status(all: Bool, isDetailed: Bool) -> ExitStatus {
    let counting = review.findings.filter { finding in
      switch finding.cause {
      case .new, .silenced: true
      case .thereBefore: all
      case .fixed: false
      }
    }
    var statuses = [threshold.status(of: counting.map(\.diagnostic))]
    // Nobody can tell what became of guards, which may have been loosened.
    if !review.isCompared { statuses.append(.couldNotRun) }
    if isDetailed, review.hasChanges || !review.guards.isEmpty { statuses.append(.changesPending) }
    return ExitStatus.worst(statuses)
  }
}
