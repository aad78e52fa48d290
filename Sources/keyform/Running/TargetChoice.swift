internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformPostgres
internal import KeyformReport
internal import KeyformSQLite

/// Which database a command works on, and which part of the files it takes.
struct TargetChoice {
  let description: TargetDescription
  let include: [String]
  /// Whether it is known from a saved plan alone, which has no user.
  private(set) var isFromPlan = false
  private let place: Place

  private enum Place {
    case sqlite(path: String)
    /// Perhaps with a password.
    case postgres(url: String)
  }

  /// `--target` (a name or a URL), else `defaultTarget`, else the only target, else the embedded
  /// default `sqlite:keyform.sqlite` in the repository.
  init(_ wanted: String?, in repository: LoadedRepository) throws {
    try self.init(wanted, of: repository.project, root: repository.root)
  }

  init(_ wanted: String?, of project: Project, root: String) throws {
    if let wanted, wanted.contains(":") {
      try self.init(name: nil, url: wanted, include: [], root: root)
      return
    }
    let only = project.targets.count == 1 ? project.targets.first?.name : nil
    guard let name = wanted ?? project.defaultTarget ?? only else {
      guard project.targets.isEmpty else {
        let names = project.targets.map(\.name).joined(separator: ", ")
        throw Failure(
          .usage, "keyform.yaml has several targets and no defaultTarget: \(names)",
          "Name one with --target.")
      }
      try self.init(name: nil, url: Self.standard, include: [], root: root)
      return
    }
    guard let target = project.targets.first(where: { $0.name == name }) else {
      guard !name.contains(",") else {
        throw Failure(
          .usage, "this command works on one target at a time, and --target names several",
          "Name one with --target.")
      }
      let near = NearMiss.suggestion(for: name, in: project.targets.map(\.name))
      throw Failure(
        .usage, "there is no target `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""),
        "Name one of `targets` in keyform.yaml, or a URL such as sqlite:lab.sqlite.")
    }
    try self.init(
      name: target.name, url: target.url, include: target.include, root: root)
  }

  /// Of a saved plan.
  init(_ target: TargetDescription, root: String) throws {
    try self.init(name: target.name, url: target.url, include: [], root: root)
    isFromPlan = true
  }

  private static let standard = "sqlite:keyform.sqlite"

  private init(name: String?, url: String, include: [String], root: String) throws {
    self.include = include
    guard Masking(isPublicKey: { _ in false }).masked(url) == url else {
      throw Failure(
        .usage, "the target's URL holds what looks like a product key",
        "URLs are shown and saved with plans: choose another name for the file.")
    }
    if PostgresTarget.isURL(url) {
      do throws(TargetError) {
        description = TargetDescription(name: name, url: try PostgresTarget.shown(url))
      } catch {
        guard case .unreachable(let reason) = error else { throw error }
        let which = name.map { "target `\($0)`" } ?? "the target"
        throw Failure(.usage, "\(which) cannot be used: \(reason)", "Nothing was connected to.")
      }
      place = .postgres(url: url)
      return
    }
    guard url.hasPrefix("sqlite:") else {
      throw Failure(
        .usage, "the target's URL is of no kind that Keyform knows",
        "Write sqlite:PATH or postgresql://HOST/DATABASE.")
    }
    let file = String(url.dropFirst("sqlite:".count))
    guard !file.isEmpty, !file.hasPrefix(":memory:") else {
      throw Failure(.usage, "the target's URL names no file", "Write sqlite:PATH.")
    }
    description = TargetDescription(name: name, url: url)
    place = .sqlite(path: file.hasPrefix("/") ? file : root + "/" + file)
  }

  /// The same for two ways to name one database, as far as that shows without opening it.
  var identity: String {
    switch place {
    case .postgres: return description.url
    case .sqlite(let path):
      guard let found = realpath(path, nil) else { return path }
      defer { free(found) }
      return String(cString: found)
    }
  }

  /// Whether the database is a file that is not there.
  var isMissing: Bool {
    switch place {
    case .postgres: false
    case .sqlite(let path): !DiskFile.exists(path)
    }
  }

  /// Opens the database; reading never creates or changes it.
  func open(lockTimeout: Int) throws -> any DeploymentTarget {
    switch place {
    case .sqlite(let path):
      if try Git.isTracked(path) {
        throw Failure(
          .couldNotRun, "git tracks the database \(path)",
          "It holds keys in clear text: take it out with `git rm --cached` and add it to .gitignore."
        )
      }
      return SQLiteTarget.open(
        path: path, name: description.name, url: description.url, lockTimeout: lockTimeout,
        isCancelled: { Interruption.isRequested })
    case .postgres(let url):
      return try PostgresTarget.open(
        url: url, name: description.name, lockTimeout: lockTimeout,
        isCancelled: { Interruption.isRequested })
    }
  }
}
