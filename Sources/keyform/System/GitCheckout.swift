internal import Glibc
internal import KeyformEngine

/// A checkout of git's, and the one place that calls git.
///
/// Whoever wrote the files must not choose what is run. git takes any folder with the right names
/// for a repository and runs what its settings say, so it is asked at a root that has a `.git`,
/// with everything off that runs a command, and for what no filter has a part in. Whether the
/// checkout's owner may be trusted stays git's own decision.
struct GitCheckout {
  /// The folder with `.git`, links followed.
  let root: String
  /// The folder that was asked about, below `root`; empty for the root itself.
  let folder: String

  /// The checkout around a folder; nil outside version control. Starting a process costs
  /// milliseconds: looking for `.git` first does not.
  init?(around path: String) {
    guard var folder = DiskFile.real(path) else { return nil }
    var below: [Substring] = []
    while !Self.isRoot(folder) {
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
      below.append(folder[folder.index(after: slash)...])
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    root = folder
    self.folder = below.reversed().joined(separator: "/")
  }

  /// Like git, which goes on above a `.git` that is an empty folder. One that cannot be looked into,
  /// or has lost its HEAD, is no empty one: there git has to answer.
  private static func isRoot(_ folder: String) -> Bool {
    var status = stat()
    guard stat(folder + "/.git", &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else { return true }
    return ["HEAD", "index"].contains { name in
      access(folder + "/.git/" + name, F_OK) == 0 || errno != ENOENT
    }
  }

  /// The path below `root` by which a folder in it was named, links in it not followed; nil where it was
  /// named by a way that is none of the checkout. A commit may hold something else there than a link.
  func pathAsNamed(_ name: String) -> String? {
    var place = name.utf8.first == UInt8(ascii: "/") ? "" : Self.workingFolder
    for part in Self.parts(name) where part != "." {
      // The system goes up from where a link leads.
      place = part == ".." ? DiskFile.real(place + "/..") ?? "" : place + "/" + part
    }
    var rest = Self.parts(place)[...]
    var way = ""
    while DiskFile.real(way.isEmpty ? "/" : way) != root {
      guard let next = rest.popFirst() else { return nil }
      way += "/" + next
    }
    return rest.joined(separator: "/")
  }

  private static func parts(_ path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// As the shell has it, where that is the same folder; else as the system does.
  private static var workingFolder: String {
    guard let real = DiskFile.real(".") else { return "" }
    let named = getenv("PWD").map { String(cString: $0) } ?? ""
    return named.utf8.first == UInt8(ascii: "/") && DiskFile.real(named) == real ? named : real
  }

  /// A checkout that lies in this one at a path below `root`; nil where none is there.
  func inner(_ path: String) -> GitCheckout? {
    let place = root + "/" + path
    guard DiskFile.exists(place + "/.git"), let inner = GitCheckout(around: place),
      inner.root == place
    else { return nil }
    return inner
  }

  /// Below `root`.
  func path(_ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

  private static let variables = [
    "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM", "TMPDIR",
  ]

  /// Not `GIT_DIR` and the like, which a hook of git's sets, and no secret. An object that is not at
  /// hand is missing: no remote is asked for it, whatever program its settings name for that, and no
  /// setting overrides the variable.
  private static let environment =
    variables.compactMap { name in value(name).map { "\(name)=\($0)" } }
    + safeDirectories(value) + ["LC_ALL=C", "GIT_ALLOW_PROTOCOL=-"]

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// So many settings of the environment are looked at.
  private static let mostSettings = 1_000

  /// Of the settings that the environment numbers (`GIT_CONFIG_COUNT`) those that say whose checkouts
  /// git reads, numbered anew: whoever starts the program says that. Others might run something, or
  /// hold a token.
  private static func safeDirectories(_ value: (String) -> String?) -> [String] {
    guard let count = value("GIT_CONFIG_COUNT").flatMap({ Int($0) }), count > 0 else { return [] }
    let folders = (0..<min(count, mostSettings)).compactMap { index -> String? in
      guard value("GIT_CONFIG_KEY_\(index)")?.lowercased() == "safe.directory" else { return nil }
      return value("GIT_CONFIG_VALUE_\(index)")
    }
    if folders.isEmpty { return [] }
    return ["GIT_CONFIG_COUNT=\(folders.count)"]
      + folders.enumerated().flatMap { index, folder in
        ["GIT_CONFIG_KEY_\(index)=safe.directory", "GIT_CONFIG_VALUE_\(index)=\(folder)"]
      }
  }

  /// Of the command line, which no file overrides.
  private static let settings = [
    "safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null",
    "core.pager=cat",
  ]

  /// Nil where there is no git. What replaces objects of the repository is not looked at, and no
  /// repository above `root` is taken for it.
  func start(_ arguments: [String], printsComplaints: Bool = false) -> ChildProgram? {
    let above = root.lastIndex(of: "/").map { String(root[..<$0]) } ?? ""
    let path = SearchPath(beside: root)
    guard let git = path.program("git") else { return nil }
    return ChildProgram(
      [git, "--no-pager", "--literal-pathspecs", "--no-replace-objects"]
        + Self.settings.flatMap { ["-c", $0] } + ["-C", root] + arguments,
      environment: Self.environment + [path.variable, "GIT_CEILING_DIRECTORIES=\(above)"],
      printsComplaints: printsComplaints)
  }

  /// Why git does not answer: it is asked again, to hear what it says.
  func refusal(_ arguments: [String], input: [UInt8] = []) -> GitRefusal {
    guard let program = start(arguments, printsComplaints: true) else { return .missing }
    program.send(input)
    return GitRefusal(String(decoding: program.rest().bytes, as: UTF8.self), at: root)
  }

  /// All that git answers; nil where it fails or is missing.
  func answer(_ arguments: [String]) -> [UInt8]? {
    guard let (bytes, ending) = start(arguments)?.rest(), ending == .exit(0) else { return nil }
    return bytes
  }

  /// The first that knows `safe.bareRepository`, `cat-file -z` and `ls-files --format`.
  private static let oldest = (2, 38)
  /// How git ends that does not know an option.
  static let usage = ChildProgram.Ending.exit(129)

  /// For a git that did not understand: throws where it is too old to be asked safely.
  func checkVersion() throws {
    let path = SearchPath(beside: root)
    guard let git = path.program("git"),
      let program = ChildProgram(
        [git, "version"], environment: Self.environment + [path.variable])
    else { return }
    let words = String(decoding: program.rest().bytes, as: UTF8.self).split { $0.isWhitespace }
    let numbers = words.dropFirst(2).first?.split(separator: ".").prefix(2).compactMap { Int($0) }
    guard let numbers, numbers.count == 2, (numbers[0], numbers[1]) < Self.oldest else { return }
    throw Failure(
      .couldNotRun,
      """
      git \(numbers[0]).\(numbers[1]) is too old: in a git repository Keyform needs git \
      \(Self.oldest.0).\(Self.oldest.1) or newer
      """,
      "An older one runs commands that files of a repository name. Install a newer git.")
  }
}
