internal import KeyformCore

/// The objects of a repository, read from one `git cat-file`: their bytes as they are kept.
final class GitObjects {
  private let program: ChildProgram
  /// Whether git ended before it answered.
  private(set) var hasFailed = false
  /// So many names fit into a pipe while git is busy answering.
  private static let mostAtOnce = 500

  /// Nil where there is no git.
  init?(of checkout: GitCheckout) {
    guard let program = checkout.start(["cat-file", "--batch", "-z"]) else { return nil }
    self.program = program
  }

  /// By hash, or `HEAD`; nil where it is not at hand.
  func object(_ name: String) -> GitObject? { objects([name]).first ?? nil }

  /// Each by its name, in their order.
  func objects(_ names: [String]) -> [GitObject?] {
    var found: [GitObject?] = []
    for start in stride(from: 0, to: names.count, by: Self.mostAtOnce) {
      let part = names[start..<min(start + Self.mostAtOnce, names.count)]
      program.send(part.flatMap { Array($0.utf8) + [0] })
      for _ in part { found.append(next()) }
    }
    return found
  }

  /// `HASH KIND SIZE`, a line break, the bytes, a line break; or `NAME missing`.
  private func next() -> GitObject? {
    guard !hasFailed, let line = program.line() else {
      hasFailed = true
      return nil
    }
    let head = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
    guard head.count == 3, let size = Int(head[2]), size >= 0 else { return nil }
    guard let bytes = program.bytes(size), program.bytes(1) != nil else {
      hasFailed = true
      return nil
    }
    return GitObject(id: head[0], kind: head[1], bytes: bytes)
  }

  /// Throws where git did not answer because it is too old.
  func checkVersion() throws {
    if hasFailed, program.rest().ending == GitCheckout.usage { try GitCheckout.checkVersion() }
  }

  /// What is checked out, or another commit by its hash.
  func commit(_ name: String) -> GitCommit? { object(name).flatMap { GitCommit($0) } }

  /// All files below a folder of a commit, by their paths below it; nil where it is not there.
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
      let trees = objects(folders.map(\.entry.id)).map { $0.flatMap { GitTree($0) } }
      level = []
      for (folder, tree) in zip(folders, trees) {
        guard let tree else { return nil }
        level.append((folder.path, tree))
      }
    }
    return files
  }

  /// The hash of a file of a commit; nil where it has none of that path.
  func file(_ path: String, of commit: GitCommit) -> String? {
    let names = path.split(separator: "/")
    guard let name = names.last,
      let tree = tree(of: commit, names.dropLast().joined(separator: "/")),
      let entry = tree.entries.first(where: { $0.name == name }), entry.kind == .file
    else { return nil }
    return entry.id
  }

  private func tree(of commit: GitCommit, _ folder: String) -> GitTree? {
    var tree = object(commit.tree).flatMap { GitTree($0) }
    for name in folder.split(separator: "/") {
      guard let entry = tree?.entries.first(where: { $0.name == name }), entry.kind == .folder
      else { return nil }
      tree = object(entry.id).flatMap { GitTree($0) }
    }
    return tree
  }
}

struct GitObject {
  /// Its hash.
  let id: String
  let kind: String
  let bytes: [UInt8]
}

struct GitCommit {
  let id: String
  let tree: String
  /// `NAME <ADDRESS>`.
  let author: String?

  /// Nil where the object is no commit.
  init?(_ object: GitObject) {
    guard object.kind == "commit" else { return nil }
    let head = object.bytes.split(separator: 10, omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }.map(Self.text)
    guard let tree = head.first, tree.hasPrefix("tree ") else { return nil }
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
  struct Entry {
    enum Kind {
      case file, folder, link
      /// Another repository at one of its commits.
      case module
    }

    let name: String
    let kind: Kind
    let id: String
  }

  let entries: [Entry]

  /// Nil where the object is no folder. Each entry is `MODE NAME`, a zero byte, and a hash. What
  /// cannot be a name of a file is left out.
  init?(_ object: GitObject) {
    guard object.kind == "tree" else { return nil }
    let length = object.id.utf8.count / 2
    var entries: [Entry] = []
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
      if let name = String(validating: rest[(space + 1)..<end], as: UTF8.self), name != "",
        name != ".", name != "..", !name.contains("/")
      {
        entries.append(Entry(name: name, kind: kind, id: Hex.text(id)))
      }
      rest = rest[id.endIndex...]
    }
    self.entries = entries
  }
}
