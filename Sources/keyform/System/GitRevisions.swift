internal import KeyformCore
internal import KeyformEngine
internal import KeyformRepository

/// The commits that a comparison is about, found by their names.
struct GitRevisions {
  private let checkout: GitCheckout
  private let session: GitSession
  /// The folder below the root, as it was named; links may stand there now, and not in a commit.
  private let folder: String

  /// Throws where there is no checkout around the folder, or git does not answer.
  init(around folder: String, _ checkouts: GitCheckouts) throws {
    guard let checkout = GitCheckout(around: folder) else {
      if DiskFile.real(folder) == nil {
        throw Failure(
          .couldNotRun, "there is no folder \(folder)", "Name the repository's folder with -C.")
      }
      throw Failure(
        .couldNotRun, "there is no git work tree around \(folder)",
        """
        Files are compared with a commit here, or two commits: run it in a checkout. A bare \
        repository has no files; `git worktree add` makes some.
        """)
    }
    self.checkout = checkout
    self.folder = checkout.pathAsNamed(folder) ?? checkout.folder
    session = checkouts.session(of: checkout)
  }

  func sources(of range: ComparedRange) throws -> ComparedSources {
    do {
      guard let head = try session.ask({ $0.commit("HEAD") })?.id else {
        throw Failure(
          .couldNotRun, "HEAD is no commit yet: there is nothing to compare with",
          "Commit first. `keyform validate` judges files that are in no commit.")
      }
      switch range {
      case .headAndFiles:
        return ComparedSources(before: try repository("HEAD", at: head), after: nil)
      case .baseAndFiles(let name):
        let revision = try commit(name)
        let base = try base(of: name, revision, head)
        return ComparedSources(
          before: try repository(name, at: base, isMergeBase: base != revision), after: nil)
      case .revisions(let from, let to):
        return ComparedSources(
          before: try repository(from, at: try commit(from)),
          after: try repository(to, at: try commit(to)))
      }
    } catch let refusal as GitRefusal {
      throw Failure(
        .couldNotRun, "git does not answer: \(refusal.said)",
        "To go on, \(refusal.permission.map { "allow it: \($0)" } ?? refusal.remedy).")
    }
  }

  private func repository(
    _ name: String, at id: String, isMergeBase: Bool = false
  ) throws -> RevisionOfRepository {
    guard let commit = try session.ask({ $0.commit(id) }) else { throw incomplete(id) }
    let files = RevisionFiles(
      top: checkout.root == "/" ? "" : checkout.root, tree: commit.tree,
      objects: GitTreeObjects(session: session))
    return RevisionOfRepository(
      name: name, commit: commit.id, files: files,
      folder: files.folder(at: place(folder)) ?? place(checkout.folder), isMergeBase: isMergeBase)
  }

  private func place(_ folder: String) -> String {
    folder.isEmpty ? checkout.root : checkout.root + "/" + folder
  }

  private func incomplete(_ id: String) -> Failure {
    Failure(
      .couldNotRun, "commit \(id.prefix(12)) is not in this clone",
      "Fetch the history: `git fetch --unshallow`, or `fetch-depth: 0` in a job.")
  }

  /// Its id. A name that means two things is refused, whatever the settings say.
  private func commit(_ name: String) throws -> String {
    let program = checkout.start(
      ["-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", "--end-of-options"]
        + ["\(name)^{commit}"], printsComplaints: true)
    guard let (bytes, ending) = program?.rest() else { throw GitRefusal.missing }
    try Interruption.check()
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    if lines.contains(where: { $0.contains(" is ambiguous") }) {
      throw Failure(
        .usage, "\(name) is ambiguous: git knows more than one thing by that name",
        "Write refs/heads/\(name), refs/tags/\(name) or a longer commit id.")
    }
    guard ending == .exit(0), let id = lines.last.map(String.init), SourceRevision.isObjectID(id)
    else { throw RevisionAdvice(name, checkout, isShallow: isShallow).failure }
    return id
  }

  private var isShallow: Bool { !GitFolder(of: checkout).shallowCommits.isEmpty }

  /// Where HEAD left the revision.
  private func base(of name: String, _ revision: String, _ head: String) throws -> String {
    let program = checkout.start(["merge-base", "--all", "--end-of-options", revision, head])
    guard let (bytes, ending) = program?.rest() else { throw GitRefusal.missing }
    try Interruption.check()
    let ids = bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
      .filter { SourceRevision.isObjectID($0) }
    if ids.count == 1 { return ids[0] }
    if ids.count > 1 {
      throw Failure(
        .couldNotRun,
        """
        HEAD left \(name) at \(counted(ids.count, "commit")), for they were merged into each other \
        crosswise: which of them is meant cannot be told
        """, "Merge \(name) into the branch once more, or name the commit that is meant by its id.")
    }
    if isShallow || ending != .exit(1) {
      throw Failure(
        .couldNotRun,
        "where HEAD left \(name) is not known: the clone lacks older commits",
        """
        Fetch them with `git fetch --unshallow`, or `fetch-depth: 0` in a job. On a merge commit of a \
        forge HEAD^1 needs a depth of 2 alone.
        """)
    }
    throw Failure(
      .couldNotRun, "HEAD and \(name) have no commit in common: their histories are unrelated",
      "Name another revision. `keyform diff A..B` compares two as they are.")
  }

  /// `files` by their paths below the folder that was asked about. Those of other repositories
  /// outside the checkout, which it imports, are not its matter.
  func untracked(among files: [String]) throws -> UntrackedFiles {
    let folder = checkout.folder.isEmpty ? [] : [checkout.folder]
    let listing = checkout.answer(["ls-files", "-z", "--cached", "--"] + folder) ?? []
    let tracked = Self.paths(listing)
    let open = files.filter { path in
      !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
        && !tracked.contains(Exact(checkout.path(path)))
    }
    var found = UntrackedFiles()
    if open.isEmpty { return found }
    // So many paths fit on a command line.
    let asked = open.count > 500 ? folder : open.map { checkout.path($0) }
    let others = checkout.answer(
      ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--"] + asked)
    let ignored = Self.paths(others ?? [])
    try Interruption.check()
    for path in open {
      if ignored.contains(Exact(checkout.path(path))) {
        found.ignored.append(path)
      } else {
        found.untracked.append(path)
      }
    }
    return found
  }

  private static func paths(_ listing: [UInt8]) -> Set<Exact<String>> {
    Set(listing.split(separator: 0).map { Exact(String(decoding: $0, as: UTF8.self)) })
  }
}

/// Folders and files of a repository, as one `git cat-file` gives them.
private struct GitTreeObjects: RevisionObjects {
  let session: GitSession

  func folders(_ ids: [String]) -> [[RevisionEntry]?] {
    let trees = try? session.ask { objects in
      objects.objects(ids).map { $0.flatMap { GitTree($0) } }
    }
    guard let trees else { return ids.map { _ in nil } }
    return trees.map { tree in
      guard let tree else { return nil }
      let entries = tree.entries.map { entry in
        let kind: RevisionEntry.Kind =
          switch entry.kind {
          case .file: .file
          case .folder: .folder
          case .link: .link
          case .module: .module
          }
        return RevisionEntry(name: entry.name, kind: kind, id: entry.id)
      }
      return entries
        + tree.oddNames.map {
          RevisionEntry(name: $0, isUTF8: false, kind: .file, id: "")
        }
    }
  }

  func files(_ ids: [String], limit: Int) -> [RevisionBlob] {
    let found = try? session.ask { objects in
      objects.objects(ids, limit: limit).map { object -> RevisionBlob in
        guard let object, object.kind == "blob" else { return .missing }
        return object.isWhole ? .bytes(object.bytes) : .tooLarge
      }
    }
    return found ?? ids.map { _ in .missing }
  }
}
