internal import KeyformCatalog
package import KeyformCore
internal import KeyformYAML
internal import Synchronization

/// Reads a repository, from disk or as it is in a commit. Every problem becomes a diagnostic; nothing is thrown, and one
/// bad file hides no other.
package struct RepositoryLoader {
  /// A file larger than this is refused: 16 MiB.
  static let maximumFileSize = 16 << 20

  let root: String
  let access: FileAccess
  private let maximumEntries: Int
  let schemes: [any TargetScheme]
  let progress: ProgressReport
  private let known: KnownContents?

  /// `access` says what may be read; nil: what is inside, and where imports lead. More entries than
  /// `maximumEntries` are refused. URLs of targets are of one of `schemes`; without any, none is judged.
  /// What is `known` of files is not read anew.
  package init(
    root: String, access: FileAccess? = nil, maximumEntries: Int = 1_000_000,
    schemes: [any TargetScheme] = [], progress: ProgressReport = ProgressReport(),
    known: KnownContents? = nil
  ) {
    self.root = root
    self.access = access ?? FileAccess(root: root)
    self.maximumEntries = maximumEntries
    self.schemes = schemes
    self.progress = progress
    self.known = known
  }

  /// Whether a keyform.yaml is there, readable or not.
  package var isProject: Bool { access.source.isThere(root + "/keyform.yaml") }

  /// Whether the repository may have rules of its own.
  package var hasPolicies: Bool { access.source.isThere(root + "/policies") }

  /// What keyform.yaml alone says; its problems are told by `load`. For work that can begin while
  /// the other files are read.
  package func peekProject() -> Project {
    var files: [SourceFile] = []
    var diagnostics: [Diagnostic] = []
    return readProject(&files, &diagnostics).value
  }

  /// Reads keyform.yaml, the repository's own catalogue, every resource file in scope, and the
  /// keys of the projects it imports.
  package func load() -> LoadedRepository {
    var diagnostics: [Diagnostic] = []
    var files: [SourceFile] = []
    let project = readProject(&files, &diagnostics)
    guard project.isPresent else {
      return LoadedRepository(
        root: root, access: access, project: project.value, catalog: .builtIn(), files: files,
        contents: [], diagnostics: diagnostics)
    }
    let places = FieldPlaces(files: files)
    diagnostics += IncludeCheck(
      root: root, project: project.value, places: places, access: access
    ).diagnostics()
    let (walk, ignoreFile) = walk(project.value, &diagnostics)
    let firstOfCatalog = files.count
    let (catalog, overrides) = readCatalog(walk.catalog, walk.links, &files, &diagnostics)
    let policies = readPolicies(walk.policies, walk.links, &diagnostics)
    let paths =
      known?.order(of: walk.resources) { access.source.id(ofFile: root + "/" + $0) }
      ?? walk.resources
    let resources = readResources(paths, walk.links, project.value.name, catalog)
    diagnostics += resources.flatMap(\.contents.diagnostics)
    let count = resources.reduce(0) { $0 + $1.contents.count }
    if count > maximumEntries {
      diagnostics.append(
        Self.problem(
          StructureRule.tooMany.rawValue, "keyform.yaml",
          "the repository holds \(count) entries; the limit is \(maximumEntries)",
          "Split it into projects, or let `include` take a part."))
    }
    let own = resources.map(\.file) + files + policies
    let imported = readImports(project.value, places, behind: own.count, &diagnostics)
    // Resources come first: `EntryOrigin.file` is an index into them.
    return LoadedRepository(
      root: root, access: access, project: project.value, catalog: catalog,
      files: own, contents: resources.map(\.contents), imported: imported.keys,
      diagnostics: diagnostics.sorted(by: Diagnostic.inOrder),
      overrides: overrides.map { $0.behind(files: resources.count + firstOfCatalog) },
      importedFiles: imported.files, ignoreFile: ignoreFile)
  }

  func readProject(
    _ files: inout [SourceFile], _ diagnostics: inout [Diagnostic]
  ) -> (value: Project, isPresent: Bool) {
    let path = "keyform.yaml"
    if access.leadsOutside(root + "/" + path) {
      diagnostics.append(FileScanner.outside(path, access, access.source.link(root + "/" + path)))
      return (Project(), false)
    }
    switch access.source.read(root + "/" + path, limit: Self.maximumFileSize) {
    case .failure(let failure):
      let hint =
        failure.isMissing
        ? "Name the repository's folder with -C, or make one with `keyform init`."
        : failure.isTooLarge
          ? "A project file is a page or two: take out what does not belong there."
          : "Give the user that runs Keyform read access."
      let summary =
        failure.isMissing
        ? "there is no keyform.yaml in \(root)" : "keyform.yaml cannot be read: \(failure.reason)"
      diagnostics.append(Self.problem("FILE003", path, summary, hint))
      return (Project(), false)
    case .success(let bytes):
      files.append(SourceFile(path: path, bytes: bytes))
      let (project, problems) = ProjectDecoder.decode(bytes, path: path, schemes)
      diagnostics += problems
      return (project, true)
    }
  }

  /// The files in scope, and the file that says what is not.
  func walk(
    _ project: Project, _ diagnostics: inout [Diagnostic]
  ) -> (walk: FileScanner, ignoreFile: SourceFile?) {
    let name = ".keyformignore"
    var ignored = IgnorePatterns()
    var ignoreFile: SourceFile?
    if access.leadsOutside(root + "/" + name) {
      diagnostics.append(FileScanner.outside(name, access, access.source.link(root + "/" + name)))
    } else {
      switch access.source.read(root + "/" + name, limit: 1 << 20) {
      case .success(let bytes):
        ignored = IgnorePatterns(String(decoding: bytes, as: UTF8.self))
        ignoreFile = SourceFile(path: name, bytes: bytes)
      case .failure(let failure) where failure.isMissing: break
      case .failure(let failure):
        diagnostics.append(
          Self.problem(
            "FILE001", name, "the file cannot be read: \(failure.reason)",
            failure.isTooLarge
              ? "Make it shorter: a pattern may stand for many files."
              : "Give the user that runs Keyform read access, or remove it."))
      }
    }
    var walk = FileScanner(
      root: root, include: project.include, ignored: ignored, access,
      isCancelled: { [progress] in progress.isCancelled })
    walk.run()
    diagnostics += walk.diagnostics
    return (walk, ignoreFile)
  }

  func readCatalog(
    _ paths: [String], _ links: Set<String>, _ files: inout [SourceFile],
    _ diagnostics: inout [Diagnostic]
  ) -> (catalog: ReferenceCatalog, overrides: [CatalogOverride]) {
    var own: [CatalogFile] = []
    for path in paths {
      let (bytes, problem) = bytes(of: path, links)
      if let problem { diagnostics.append(problem) }
      files.append(SourceFile(path: path, bytes: bytes))
      own.append(CatalogFile(path: path, bytes: bytes))
    }
    if own.isEmpty { return (.builtIn(), []) }
    let result = ReferenceCatalog.merging(own)
    diagnostics += result.problems
    return (result.catalog, result.overrides)
  }

  /// The repository's policies, as bytes: what they say is for others to read.
  private func readPolicies(
    _ paths: [String], _ links: Set<String>, _ diagnostics: inout [Diagnostic]
  ) -> [SourceFile] {
    paths.compactMap { path in
      let (bytes, problem) = bytes(of: path, links)
      if let problem {
        diagnostics.append(problem)
        return nil
      }
      return SourceFile(path: path, bytes: bytes)
    }
  }

  /// Reads the entries below the root as part of `other`: with its name and catalogue, and without
  /// a keyform.yaml. Folders called `without` are left out.
  package func loadFixture(of other: LoadedRepository, without: String?) -> LoadedRepository {
    var walk = FileScanner(
      root: root, include: [], ignored: IgnorePatterns(), access,
      isCancelled: { [progress] in progress.isCancelled })
    walk.run()
    let paths = walk.resources.filter { path in
      !path.split(separator: "/").dropLast().contains { $0 == without ?? "" }
    }
    let resources = readResources(paths, walk.links, other.project.name, other.catalog)
    return LoadedRepository(
      root: root, access: access, project: other.project, catalog: other.catalog,
      files: resources.map(\.file), contents: resources.map(\.contents),
      diagnostics: walk.diagnostics + resources.flatMap(\.contents.diagnostics))
  }

  /// Both cores read: files are independent, and their places in the result are fixed beforehand. An
  /// empty path is a place without a file.
  func readResources(
    _ paths: [String], _ links: Set<String>, _ project: String, _ catalog: ReferenceCatalog
  ) -> [(file: SourceFile, contents: FileContents)] {
    let done = Atomic(0)
    let read = AllCores.map(paths.count) { index -> (file: SourceFile, contents: FileContents)? in
      guard !progress.isCancelled else { return nil }
      let path = paths[index]
      if path.isEmpty { return (SourceFile(path: path, bytes: []), FileContents()) }
      let found = known.flatMap { known in
        access.source.id(ofFile: root + "/" + path).flatMap {
          known.file($0, path, at: index, of: project, catalog)
        }
      }
      if let found, let contents = found.contents { return (found.file, contents) }
      let (bytes, problem) = found.map { ($0.file.bytes, nil) } ?? bytes(of: path, links)
      var contents = FileContents()
      if let problem {
        contents.diagnostics = [problem]
      } else {
        contents = FileDecoder.decode(
          bytes, file: Int32(index), path: path, project: project, catalog: catalog)
        if let known { contents = known.sharing(contents, at: index) }
      }
      progress("files read", done.add(1, ordering: .relaxed).newValue, of: paths.count)
      return (file: SourceFile(path: path, bytes: bytes), contents: contents)
    }
    return read.compactMap(\.self)
  }

  /// Of a file that the walk found; what was no link then must be none now.
  private func bytes(of path: String, _ links: Set<String>) -> ([UInt8], Diagnostic?) {
    let content = access.source.read(
      root + "/" + path, limit: Self.maximumFileSize,
      followsLink: !links.isEmpty && links.contains(path))
    switch content {
    case .failure(let failure) where failure.isTooLarge:
      return (
        [],
        Self.problem(
          YAMLProblemKind.tooLarge.rawValue, path, failure.reason,
          "Split it into several files, or name it in .keyformignore.")
      )
    case .failure(let failure):
      return (
        [],
        Self.problem(
          "FILE001", path, "the file cannot be read: \(failure.reason)",
          "Give the user that runs Keyform read access, or name the file in .keyformignore.")
      )
    case .success(let bytes): return (bytes, nil)
    }
  }

  private static func problem(
    _ rule: String, _ path: String, _ summary: String, _ detail: String
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .error, summary: summary, detail: detail,
      place: FileLocation(file: path, line: 1, column: 1), isStructural: true)
  }
}
