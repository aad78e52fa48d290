/// What of the disk a repository may lead to. Whoever writes its files writes its links and paths as
/// well, and would choose otherwise which files of the machine are read and shown.
///
/// Files below the top of the git work tree are *inside*; without git, those below the folder of
/// keyform.yaml. What is in a folder called `.git` is not: it may hold a token of the job.
package struct FileAccess: Sendable {
  /// Whether the files may be a stranger's: nothing outside is read or even looked at.
  package let isUntrusted: Bool
  private let root: String
  /// The root, links followed, without a slash at the end.
  private let realRoot: String
  private let top: String
  /// Folders outside that the operator allows links to lead to, links followed.
  private var allowed: [String] = []
  /// What the files are read from.
  let source: FileSource

  /// Of the repository in `root`. Folders of `allowing` are those of the operator; with files that
  /// are not trusted they count for nothing.
  package init(root: String, allowing: [String] = [], isUntrusted: Bool = false) {
    self.isUntrusted = isUntrusted
    self.root = root
    realRoot = Self.real(root) ?? Self.absolute(root)
    top = Self.tree(above: realRoot) ?? realRoot
    if !isUntrusted { allowed = allowing.compactMap(Self.real) }
    source = .disk
  }

  /// The same rules for a repository as it is in a commit; `root` is below the top of its checkout.
  package func reading(_ files: RevisionFiles, at root: String) -> FileAccess {
    FileAccess(root: root, in: files, like: self)
  }

  private init(root: String, in files: RevisionFiles, like other: FileAccess) {
    isUntrusted = other.isUntrusted
    self.root = root
    realRoot = Self.absolute(root)
    top = files.top
    allowed = other.allowed
    source = .revision(files)
  }

  /// The same rules for another repository.
  func around(_ root: String) -> FileAccess {
    if case .revision(let files) = source, files.holds(Self.absolute(root)) {
      return reading(files, at: Self.absolute(root))
    }
    var other = FileAccess(root: root, isUntrusted: isUntrusted)
    other.allowed = allowed
    return other
  }

  /// Where the repository is below the top of the work tree, with a slash at the end; empty: it is the
  /// top.
  package var folderBelowTop: String {
    Self.isBelow(top, realRoot) && realRoot != top
      ? String(realRoot.utf8.dropFirst(top.utf8.count + 1)).map { $0 + "/" } ?? "" : ""
  }

  /// Where the project is, links followed, to whose folder a path leads; nil where none is there, or
  /// where nobody may look.
  package func project(at folder: String) -> String? {
    guard !leadsOutside(folder), let place = source.folder(at: folder),
      source.isThere(place + "/keyform.yaml")
    else { return nil }
    return place
  }

  private enum Goal {
    case inside
    /// In a folder that the operator allows.
    case allowed
    case outside
  }

  /// Whether a path leads out of what may be read: one that begins with the root as it was named, or
  /// an absolute one. The answer does not depend on whether something is there.
  func leadsOutside(_ path: String) -> Bool { goal(of: path) == .outside }

  /// Whether what the path leads to lies in the work tree itself.
  func isInside(_ path: String) -> Bool { goal(of: path) == .inside }

  /// Whether the words of a path leave the work tree, whatever links there are.
  func isWrittenOutside(_ path: String) -> Bool {
    var place = start(of: path)
    for part in Self.parts(rest(of: path)) { place = Self.step(place, part) }
    return !isBelowTop(place)
  }

  /// Whether a link of the work tree stands on the way: then its author says where the path leads.
  /// The path is the operator's, and so are links on the way to the work tree.
  package func passesLink(_ path: String) -> Bool {
    var walk = PathWalk(path.isAnew ? "" : Self.real(".") ?? "", path)
    while let place = walk.next() {
      switch FileSystem.link(place) {
      case .none: continue
      case .other, .unknown: return true
      case .text(let link): if isBelowTop(place) || !walk.follow(link) { return true }
      }
    }
    return false
  }

  /// Whether a link in a git work tree stands on the way to a folder: who wrote the tree would say
  /// which folder is the repository.
  package static func isChosenByTree(_ folder: String) -> Bool {
    var walk = PathWalk(folder.isAnew ? "" : real(".") ?? "", folder)
    while let place = walk.next() {
      switch FileSystem.link(place) {
      case .none: continue
      case .other, .unknown: return true
      case .text(let link):
        if tree(above: step(place, "..")) != nil || !walk.follow(link) { return true }
      }
    }
    return false
  }

  private func goal(of path: String) -> Goal {
    // The system reads a path up to there.
    if path.utf8.contains(0) { return .outside }
    var walk = PathWalk(start(of: path), rest(of: path))
    while let place = walk.next() {
      // The rest of the disk is not even looked at.
      if isUntrusted, !isBelowTop(place) { return .outside }
      switch source.link(place) {
      case .none: continue
      case .other, .unknown: return .outside
      case .text(let link):
        // A link that begins anew has to name the top.
        let isAnew = isUntrusted && link.isAnew
        if isAnew, !Self.isBelow(top, link) { return .outside }
        // A circle is told by whoever opens it.
        if !walk.follow(link, below: isAnew ? top : "") { return .inside }
      }
    }
    if isBelowTop(walk.place) { return .inside }
    return allowed.contains { Self.isBelow($0, walk.place) } ? .allowed : .outside
  }

  private func start(of path: String) -> String {
    if Self.isBelow(root, path) { return realRoot }
    return path.isAnew ? "" : Self.real(".") ?? ""
  }

  private func rest(of path: String) -> String {
    Self.isBelow(root, path) ? String(path.utf8.dropFirst(root.utf8.count)) ?? path : path
  }

  private func isBelowTop(_ path: String) -> Bool {
    guard Self.isBelow(top, path) else { return false }
    return !path.utf8.dropFirst(top.utf8.count).split(separator: UInt8(ascii: "/")).contains {
      $0.elementsEqual(".git".utf8)
    }
  }

  /// By bytes: equal texts may be different names.
  private static func isBelow(_ folder: String, _ path: String) -> Bool {
    let rest = path.utf8.dropFirst(folder.utf8.count)
    return path.utf8.starts(with: folder.utf8) && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
  }

  /// Without a slash at the end; nil where nothing is there.
  private static func real(_ path: String) -> String? {
    FileSystem.real(path).map { $0 == "/" ? "" : $0 }
  }

  private static func absolute(_ path: String) -> String {
    var place = path.isAnew ? "" : real(".") ?? ""
    for part in parts(path) { place = step(place, part) }
    return place
  }

  fileprivate static func parts(_ path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  fileprivate static func step(_ folder: String, _ part: Substring) -> String {
    switch part {
    case ".": return folder
    case "..":
      let end = folder.utf8.lastIndex(of: UInt8(ascii: "/")) ?? folder.startIndex
      return String(folder[..<end])
    default: return folder + "/" + part
    }
  }

  /// The nearest folder with a `.git`, from `folder` upwards; nil where there is none. As git has
  /// it, an empty folder called `.git` is none.
  private static func tree(above folder: String) -> String? {
    var place = folder
    while true {
      switch FileSystem.status(place + "/.git") {
      case .success(let status) where status.kind != .folder: return place
      case .success:
        if case .failure(let failure) = FileSystem.status(place + "/.git/HEAD"), failure.isMissing {
          break
        }
        return place
      // Where nobody can look there may be one, and then nothing above is inside.
      case .failure(let failure): if !failure.isMissing { return place }
      }
      if place.isEmpty { return nil }
      place = step(place, "..")
    }
  }
}

extension String {
  /// Whether a path begins at the root of the disk: by its byte, which a character may swallow.
  fileprivate var isAnew: Bool { utf8.first == UInt8(ascii: "/") }
}

/// A path on its way through the disk, one part after the other.
private struct PathWalk {
  /// Where it is, links followed.
  private(set) var place: String
  private var rest: [Substring]
  /// As the system has it: after so many it is a circle.
  private var linksLeft = 40

  init(_ place: String, _ path: String) {
    self.place = place
    rest = FileAccess.parts(path).reversed()
  }

  /// Goes to the next part; nil at the end.
  mutating func next() -> String? {
    guard let part = rest.popLast() else { return nil }
    place = FileAccess.step(place, part)
    return place
  }

  /// Goes where the link leads that stands here; one that names `start` begins there. False in a
  /// circle.
  mutating func follow(_ link: String, below start: String = "") -> Bool {
    guard linksLeft > 0 else { return false }
    linksLeft -= 1
    if link.isAnew {
      place = start
      rest += FileAccess.parts(String(link.utf8.dropFirst(start.utf8.count)) ?? link).reversed()
    } else {
      place = FileAccess.step(place, "..")
      rest += FileAccess.parts(link).reversed()
    }
    return true
  }
}
