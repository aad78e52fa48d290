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
    let base = Self.home(sources.before, of: after.repository.project.name, context)
    base.files.prefetch(below: base.folder, besides: known.ids)
    let before = try Self.side(base, context, knowing: known)
    let untracked =
      sources.after == nil
      ? try context.history.untracked(
        among: after.repository.readFiles.map(\.path), in: context.directory)
      : UntrackedFiles()
    let comparison = try RepositoryComparing(
      before, after, target: target, threshold)
    let formerFolder =
      base.folder == sources.before.folder ? nil : base.files.pathBelowTop(base.folder)
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

  /// Where the repository is in a commit: in the same folder, or where the one project of its name
  /// is.
  private static func home(
    _ revision: RevisionOfRepository, of project: String, _ run: RunContext
  ) -> RevisionOfRepository {
    if run.reading(revision).loader.isProject { return revision }
    let places = revision.files.folders(holding: "keyform.yaml").map { revision.moved(to: $0) }
      .filter { run.reading($0).loader.peekProject().name == project }
    return places.count == 1 ? places[0] : revision
  }

  private static func side(
    _ revision: RevisionOfRepository?, _ run: RunContext, knowing known: KnownContents?
  ) throws -> Side {
    let context = revision.map { run.reading($0) } ?? run
    let loader = context.loader(knowing: known)
    let repository = context.lifetime.keep(loader.load())
    try context.checkCancelled()
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
    if isDetailed, review.hasChanges || !review.guards.isEmpty { statuses.append(.changesPending) }
    return ExitStatus.worst(statuses)
  }
}
