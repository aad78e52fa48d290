internal import KeyformCore
internal import KeyformRepository

/// The objects of a repository, read from one `git cat-file`: their bytes as they are kept.
final class GitObjects {
  private static let command = ["cat-file", "--batch-command", "-z"]

  private let program: ChildProgram
  private let checkout: GitCheckout
  private var asked: [UInt8] = []
  /// Whether git ended before it answered.
  private(set) var hasFailed = false
  /// So many names fit into a pipe while git is busy answering.
  private static let mostAtOnce = 500

  /// Nil where there is no git.
  init?(of checkout: GitCheckout) {
    guard let program = checkout.start(Self.command) else { return nil }
    self.program = program
    self.checkout = checkout
  }

  /// By hash, or `HEAD`; nil where it is not at hand.
  func object(_ name: String) -> GitObject? { objects([name]).first ?? nil }

  /// Each by its name, in their order; of one that is longer than `limit` nothing but that it is.
  func objects(_ names: [String], limit: Int = .max) -> [GitObject?] {
    var found: [GitObject?] = []
    for start in stride(from: 0, to: names.count, by: Self.mostAtOnce) {
      let part = names[start..<min(start + Self.mostAtOnce, names.count)]
      send("contents", part)
      for _ in part { found.append(next(limit: limit)) }
    }
    return found
  }

  /// Whether an object is at hand.
  func has(_ name: String) -> Bool {
    send("info", [name])
    return head() != nil
  }

  /// Those of these objects that are commits, by hash, and at hand.
  func commits(among ids: [String]) -> Set<String> {
    var commits = Set<String>()
    for start in stride(from: 0, to: ids.count, by: Self.mostAtOnce) {
      let part = ids[start..<min(start + Self.mostAtOnce, ids.count)]
      send("info", part)
      for _ in part {
        if let head = head(), head.kind == "commit" { commits.insert(head.id) }
      }
    }
    return commits
  }

  /// Whether the index has a file, by its path below the root: false as well where the index names
  /// an object that is not at hand. Such a path holds no line break.
  func hasIndexed(_ path: String) -> Bool {
    // In a merge that is not finished it may be there three times.
    let names = (0...3).map { ":\($0):./\(path)" }
    send("info", names[...])
    return names.map { _ in head() != nil }.contains(true)
  }

  private func send(_ command: String, _ names: ArraySlice<String>) {
    asked = names.flatMap { Array("\(command) \($0)".utf8) + [0] }
    program.send(asked)
  }

  private typealias Head = (id: String, kind: String, size: Int)

  /// `HASH KIND SIZE`, or `NAME missing`.
  private func head() -> Head? {
    guard !hasFailed, let line = program.line() else {
      hasFailed = true
      return nil
    }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
    guard words.count == 3, let size = Int(words[2]), size >= 0,
      SourceRevision.isObjectID(words[0])
    else { return nil }
    return (words[0], words[1], size)
  }

  /// The head, a line break, the bytes, a line break.
  private func next(limit: Int) -> GitObject? {
    guard let head = head() else { return nil }
    if head.size > limit {
      guard program.skip(head.size + 1) else {
        hasFailed = true
        return nil
      }
      return GitObject(id: head.id, kind: head.kind, bytes: [], isWhole: false)
    }
    guard let bytes = program.bytes(head.size), program.bytes(1) != nil else {
      hasFailed = true
      return nil
    }
    return GitObject(id: head.id, kind: head.kind, bytes: bytes)
  }

  /// Why git ended before it answered. Throws where it is too old.
  func refusal() throws -> GitRefusal {
    if program.rest().ending == GitCheckout.usage { try checkout.checkVersion() }
    return checkout.refusal(Self.command, input: asked)
  }

  /// What is checked out, or another commit by its hash.
  func commit(_ name: String) -> GitCommit? { object(name).flatMap { GitCommit($0) } }

  /// All files below a folder of a commit, by their paths below it; nil where it is not there, or where a
  /// few folders stand in each other so often that they are too many.
  func files(of commit: GitCommit, below folder: String) -> [(path: String, entry: GitTree.Entry)]?
  {
    guard let top = tree(of: commit, folder) else { return nil }
    var files: [(path: String, entry: GitTree.Entry)] = []
    var level = [(path: "", tree: top)]
    while !level.isEmpty {
      var folders: [(path: String, entry: GitTree.Entry)] = []
      for (path, tree) in level {
        for entry in tree.entries {
          let file = (path: path.isEmpty ? entry.name : path + "/" + entry.name, entry: entry)
          if entry.kind == .folder { folders.append(file) } else { files.append(file) }
        }
      }
      guard folders.count <= RevisionFiles.mostFolders else { return nil }
      let trees = objects(folders.map(\.entry.id)).map { $0.flatMap { GitTree($0) } }
      level = []
      for (folder, tree) in zip(folders, trees) {
        guard let tree else { return nil }
        level.append((folder.path, tree))
      }
    }
    return files
  }

  /// What a commit has at a path, and what of the path lies below that: a link or another
  /// repository may stand in the way.
  enum Found {
    case entry(GitTree.Entry, rest: ArraySlice<Substring>)
    case nothing
    /// A part of the commit is not at hand.
    case unknown
  }

  func entry(_ path: String, of commit: GitCommit) -> Found {
    var names = path.split(separator: "/")[...]
    var folder = commit.tree
    while let name = names.popFirst() {
      guard let tree = object(folder).flatMap({ GitTree($0) }) else { return .unknown }
      guard let entry = tree.entries.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        return .nothing
      }
      if entry.kind != .folder || names.isEmpty { return .entry(entry, rest: names) }
      folder = entry.id
    }
    return .nothing
  }

  private func tree(of commit: GitCommit, _ folder: String) -> GitTree? {
    if folder.isEmpty { return object(commit.tree).flatMap { GitTree($0) } }
    guard case .entry(let entry, _) = entry(folder, of: commit), entry.kind == .folder else {
      return nil
    }
    return object(entry.id).flatMap { GitTree($0) }
  }
}

struct GitObject {
  /// Its hash.
  let id: String
  let kind: String
  let bytes: [UInt8]
  /// False where it is longer than was asked for.
  var isWhole = true
}

struct GitCommit: Sendable {
  let id: String
  let tree: String
  /// `NAME <ADDRESS>`.
  let author: String?

  /// Nil where the object is no commit.
  init?(_ object: GitObject) {
    guard object.kind == "commit" else { return nil }
    let head = object.bytes.split(separator: 10, omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }.map(Self.text)
    guard let tree = head.first, tree.hasPrefix("tree "),
      SourceRevision.isObjectID(String(tree.dropFirst(5)))
    else { return nil }
    id = object.id
    self.tree = String(tree.dropFirst(5))
    author = head.first { $0.hasPrefix("author ") }.flatMap { line in
      line.lastIndex(of: ">").map { String(line[...$0].dropFirst(7)) }
    }
  }

  /// Of a commit in an older encoding: most are Latin.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

struct GitTree {
  struct Entry: Sendable {
    enum Kind: Sendable {
      case file, folder, link
      /// Another repository at one of its commits.
      case module
    }

    let name: String
    let kind: Kind
    let id: String
  }

  let entries: [Entry]
  /// Names that are no UTF-8, as they are shown.
  let oddNames: [String]

  /// Nil where the object is no folder. Each entry is `MODE NAME`, a zero byte, and a hash. What
  /// cannot be a name of a file is left out.
  init?(_ object: GitObject) {
    guard object.kind == "tree" else { return nil }
    let length = object.id.utf8.count / 2
    var entries: [Entry] = []
    var oddNames: [String] = []
    var rest = object.bytes[...]
    while let space = rest.firstIndex(of: 32), let end = rest[space...].firstIndex(of: 0) {
      guard rest.endIndex - end > length else { return nil }
      let id = rest[(end + 1)...].prefix(length)
      let kind: Entry.Kind =
        switch String(decoding: rest[..<space], as: UTF8.self) {
        case "40000": .folder
        case "120000": .link
        case "160000": .module
        default: .file
        }
      let bytes = rest[(space + 1)..<end]
      if let name = String(validating: bytes, as: UTF8.self) {
        if !["", ".", ".."].contains(name), !name.contains("/") {
          entries.append(Entry(name: name, kind: kind, id: Hex.text(id)))
        }
      } else {
        oddNames.append(String(decoding: bytes, as: UTF8.self))
      }
      rest = rest[id.endIndex...]
    }
    self.entries = entries
    self.oddNames = oddNames
  }
}
