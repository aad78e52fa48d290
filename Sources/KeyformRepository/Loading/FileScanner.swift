internal import KeyformCatalog
internal import KeyformCore

/// Finds the resource files of a repository, in byte order of their paths.
struct FileScanner {
  private let root: String
  /// Whether a folder may be another project: one of fixtures may not.
  private let holdsFixtures: Bool
  private let include: [String]
  fileprivate let ignored: IgnorePatterns
  private let access: FileAccess
  private let isCancelled: @Sendable () -> Bool
  /// So many links to folders are followed, and so many names looked at: links from folder to folder
  /// make any number of ways.
  private var linksLeft = 1000
  private var namesLeft = 1_000_000
  /// Relative paths of resource files.
  private(set) var resources: [String] = []
  /// Relative paths of files in the repository's own `catalog/`.
  private(set) var catalog: [String] = []
  /// Relative paths of the repository's policies: `policies/*.sql`.
  private(set) var policies: [String] = []
  /// Relative paths of folders in scope that are other projects.
  private(set) var otherProjects: [String] = []
  /// Which of all these are links.
  private(set) var links = Set<String>()
  private(set) var diagnostics: [Diagnostic] = []

  /// Fixtures of policies are small repositories, and no entries.
  static let fixtures = "policies/tests"

  /// Ends early once `isCancelled`: then nothing is known of the rest.
  init(
    root: String, include: [String], ignored: IgnorePatterns, _ access: FileAccess,
    holdsFixtures: Bool = false, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.root = root
    self.access = access
    self.holdsFixtures = holdsFixtures
    self.isCancelled = isCancelled
    self.include = include.map(Self.normalized)
    self.ignored = ignored
  }

  /// Without `./` in front and slashes behind.
  static func normalized(_ path: String) -> String {
    var path = path
    while path.hasPrefix("./") { path.removeFirst(2) }
    while path.hasSuffix("/") { path.removeLast() }
    return path == "." ? "" : path
  }

  /// Whether `path` is one of `include` or below one.
  static func isIncluded(_ path: String, in include: [String]) -> Bool {
    include.isEmpty || include.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
  }

  fileprivate static func isYAML(_ name: some StringProtocol) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  fileprivate static func isPolicy(_ path: String, _ name: some StringProtocol) -> Bool {
    path == "policies/" + name && name.hasSuffix(".sql")
  }

  mutating func run() {
    // The run is told of it by whoever holds the commit.
    if access.source.holdsTooMuch(root) { return }
    var above: [[UInt64]] = []
    if case .success(let status) = access.source.status(root) { above.append(status.identity) }
    walk("", isLink: true, above: above)
    resources.sort()
    catalog.sort()
    policies.sort()
    for paths in [resources, catalog, policies] { reportTwins(in: paths) }
  }

  /// Reports paths that are the same text to readers, and two to the disk: wherever a path is shown or
  /// named, it would be either.
  private mutating func reportTwins(in paths: [String]) {
    for (first, second) in zip(paths, paths.dropFirst()) where first == second {
      report(
        "FILE009", second, "another file has the same name in another Unicode normal form",
        "The two look the same and are told apart by nobody. Rename one of them.")
    }
  }

  private mutating func walk(_ folder: String, isLink: Bool, above: [[UInt64]]) {
    let place = folder.isEmpty ? root : root + "/" + folder
    switch access.source.children(of: place, followsLink: isLink) {
    case .failure(let failure):
      report(
        "FILE001", folder, "the folder cannot be read: \(failure.reason)",
        "Give the user that runs Keyform read access, or name the folder in .keyformignore.")
    case .success(let children):
      // A folder with a project file of its own is another project.
      if !folder.isEmpty, children.contains(where: { $0.name == "keyform.yaml" }) {
        if isPartOfThis(folder) { reportProject(folder) }
        otherProjects.append(folder)
        return
      }
      if folder == "policies" { reportHidden(children) }
      for child in children where !child.name.hasPrefix(".") {
        guard namesLeft > 0, linksLeft > 0, !isCancelled() else { return }
        namesLeft -= 1
        if namesLeft == 0 { return reportTooMany("1,000,000 files") }
        let path = folder.isEmpty ? child.name : folder + "/" + child.name
        guard child.isUTF8 else {
          refuseName(path, child)
          continue
        }
        if child.isLink, isRefused(path, child.name) { continue }
        visit(path, child, above: above)
      }
    }
  }

  /// Reports a name that cannot be written as text, where it would matter. What the text opens is
  /// another file.
  private mutating func refuseName(_ path: String, _ child: FileSystem.Child) {
    guard
      !child.isFile && mayHold(path) && !ignored.matches(path, isFolder: true)
        || isWanted(path, child.name)
    else { return }
    report(
      "FILE001", path, "the name is not UTF-8",
      "Rename it, or name it in .keyformignore: `?` stands for what is shown as \u{FFFD}.")
  }

  /// Whether a file of that path would be read.
  private func isWanted(_ path: String, _ name: String) -> Bool {
    (Self.isYAML(name) && (isResource(path) || path.hasPrefix("catalog/"))
      || Self.isPolicy(path, name)) && !ignored.matches(path, isFolder: false)
  }

  /// Whether a link leads out of what may be read, which is reported where it would matter. Of one
  /// that does, nobody knows whether a file or a folder is there: with files that are not trusted
  /// it is not looked at.
  private mutating func isRefused(_ path: String, _ name: String) -> Bool {
    guard access.leadsOutside(root + "/" + path) else { return false }
    var mayBeFolder = access.isUntrusted
    if !mayBeFolder, case .success(let status) = access.source.status(root + "/" + path) {
      mayBeFolder = status.kind == .folder
    }
    let isWanted =
      mayBeFolder && mayHold(path) && !ignored.matches(path, isFolder: true) || isWanted(path, name)
    if isWanted, path != "keyform.yaml" {
      diagnostics.append(Self.outside(path, access, access.source.link(root + "/" + path)))
    }
    return true
  }

  /// What is said of a link that leads out of what may be read. Where it leads stands in the
  /// repository itself.
  static func outside(_ path: String, _ access: FileAccess, _ link: FileSystem.Link) -> Diagnostic {
    let goal = if case .text(let text) = link { ": \(text)" } else { "" }
    return Diagnostic(
      rule: "FILE008", severity: .error, summary: "the link leads out of the repository\(goal)",
      detail: access.isUntrusted
        ? "With --untrusted nothing outside is read. Put a file in its place, or name it in .keyformignore."
        : """
        Put the file itself here, or name the link in .keyformignore. Whoever runs Keyform may allow \
        the folder: --allow-outside DIR.
        """,
      place: FileLocation(file: path, line: 1, column: 1), isStructural: true)
  }

  private mutating func reportTooMany(_ what: String) {
    report(
      StructureRule.tooMany.rawValue, "", "the repository holds more than \(what)",
      "Links count each time they are followed. Remove some, or let `include` take a part.")
  }

  private mutating func visit(_ path: String, _ child: FileSystem.Child, above: [[UInt64]]) {
    let name = child.name
    let isYAML = Self.isYAML(name)
    let isPolicy = Self.isPolicy(path, name)
    let status: FileSystem.Status
    switch access.source.status(root + "/" + path, followsLink: child.isLink) {
    case .success(let found): status = found
    case .failure(let failure):
      if path == "policies" { reportNotRun(path, "it leads to nothing") }
      guard isYAML || isPolicy, !ignored.matches(path, isFolder: false) else { return }
      if failure.isLoop {
        report(
          "FILE002", path, "the link leads in a circle", "Remove the link, or point it at a file.")
      } else if !failure.isMissing {
        report(
          "FILE001", path, "the file cannot be read: \(failure.reason)",
          "Give the user that runs Keyform read access, or name the file in .keyformignore.")
      } else if isPolicy || isResource(path),
        case .text(let goal) = access.source.link(root + "/" + path)
      {
        // Nobody's entries; yet they may have been somebody's until the file went away.
        report(
          "FILE005", path, "the link leads to nothing: \(goal)",
          "What stood there counts as removed. Remove the link, or bring back what it leads to.",
          .warning)
      }
      return
    }
    switch status.kind {
    case .folder:
      if isPolicy || path == "policies" && ignored.matches(path, isFolder: true) {
        reportNotRun(path, isPolicy ? "it is a folder" : ".keyformignore names the folder")
      }
      guard !ignored.matches(path, isFolder: true), path != Self.fixtures, mayHold(path) else {
        return
      }
      if above.contains(status.identity) {
        report(
          "FILE002", path, "the link leads back to a folder above it",
          "Remove the link, or name it in .keyformignore.")
        return
      }
      if child.isLink {
        linksLeft -= 1
        if linksLeft == 0 { return reportTooMany("1,000 links to folders") }
      }
      walk(path, isLink: child.isLink, above: above + [status.identity])
    case .file:
      if path == "policies" { reportNotRun(path, "it is no folder") }
      guard !ignored.matches(path, isFolder: false) else {
        if isPolicy { reportNotRun(path, ".keyformignore names it") }
        return
      }
      if !isPolicy, path.hasPrefix("policies/"), name.lowercased().hasSuffix(".sql") {
        report(
          "FILE007", path, "the file is not run",
          "Policies are files policies/NAME.sql: move it there, or name it in .keyformignore.",
          .warning)
      }
      guard isYAML || isPolicy, path != "keyform.yaml" else { return }
      if child.isLink { links.insert(path) }
      if isPolicy {
        policies.append(path)
      } else if path.hasPrefix("catalog/") {
        catalog.append(path)
      } else if Self.isIncluded(path, in: include) {
        resources.append(path)
      }
    // Another took its place while the folder was read.
    case .link: return
    case .other:
      guard
        isPolicy || path == "policies"
          || isYAML && path != "keyform.yaml" && (isResource(path) || path.hasPrefix("catalog/")),
        !ignored.matches(path, isFolder: false)
      else { return }
      report(
        "FILE006", path, "it is no file, but a pipe, a socket or a device",
        "Put a file in its place, or name it in .keyformignore.")
    }
  }

  /// Whether a folder belongs to this project whatever is in it.
  private func isPartOfThis(_ folder: String) -> Bool {
    holdsFixtures
      || ["catalog", "policies"].contains { folder == $0 || folder.hasPrefix($0 + "/") }
  }

  private func isResource(_ path: String) -> Bool { Self.isIncluded(path, in: include) }

  /// Whether an included file can be below the folder.
  private func mayHold(_ folder: String) -> Bool {
    folder == "catalog" || folder == "policies" || folder.hasPrefix("catalog/")
      || folder.hasPrefix("policies/") || Self.isIncluded(folder, in: include)
      || include.contains { $0.hasPrefix(folder + "/") }
  }

  fileprivate mutating func report(
    _ rule: String, _ path: String, _ summary: String, _ detail: String,
    _ severity: Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        rule: rule, severity: severity, summary: summary, detail: detail,
        place: FileLocation(file: path.isEmpty ? "." : path, line: 1, column: 1),
        isStructural: true))
  }
}

// Policies that would be gone without a word.
extension FileScanner {
  fileprivate mutating func reportNotRun(_ path: String, _ why: String) {
    report(
      "FILE007", path, "no policy is run from here: \(why)",
      "Policies are files policies/NAME.sql: put them there, or remove this.", .warning)
  }

  fileprivate mutating func reportHidden(_ children: [FileSystem.Child]) {
    for child in children where child.name.hasPrefix(".") && child.name.hasSuffix(".sql") {
      let path = "policies/" + child.name
      if !ignored.matches(path, isFolder: false) {
        reportNotRun(path, "its name begins with a dot")
      }
    }
  }

  fileprivate mutating func reportProject(_ folder: String) {
    report(
      "FILE007", folder + "/keyform.yaml", "it would make the folder another project's",
      "Nothing in the folder is read. Remove the file.")
  }
}

extension RepositoryLoader {
  /// Whether a file of that name may be read, wherever it lies.
  static func mayRead(_ name: String) -> Bool {
    FileScanner.isYAML(name) || name.hasSuffix(".sql") || name == ".keyformignore"
  }

  /// Whether a target with an `include` takes the entries of a file.
  package static func takes(_ path: String, _ include: [String]) -> Bool {
    FileScanner.isIncluded(path, in: include.map(FileScanner.normalized))
  }

  /// Whether a file of that path below a repository's root is read, as long as the repository does
  /// not leave it out.
  package static func reads(_ path: String) -> Bool {
    if path == ".keyformignore" { return true }
    let names = path.split(separator: "/")
    guard let name = names.last, !names.contains(where: { $0.hasPrefix(".") }) else { return false }
    return FileScanner.isYAML(name) || FileScanner.isPolicy(path, name)
  }
}
