internal import Synchronization

/// What a folder of a commit holds under one name.
package struct RevisionEntry: Sendable {
  package enum Kind: Sendable {
    case file, folder, link
    /// Another repository at one of its commits, whose files this one does not hold.
    case module
  }

  package let name: String
  /// Where it is no UTF-8, the name is that of nothing.
  package let isUTF8: Bool
  package let kind: Kind
  /// By which version control knows what stands there.
  package let id: String

  package init(name: String, isUTF8: Bool = true, kind: Kind, id: String) {
    self.name = name
    self.isUTF8 = isUTF8
    self.kind = kind
    self.id = id
  }
}

/// The bytes of a file that version control keeps.
package enum RevisionBlob: Sendable {
  case bytes([UInt8])
  /// Longer than the caller takes.
  case tooLarge
  /// Not at hand, as in a partial clone.
  case missing
}

/// The objects of version control, by their ids. Each is asked for once.
package protocol RevisionObjects: Sendable {
  /// In the order of `ids`; nil where a folder is not at hand.
  func folders(_ ids: [String]) -> [[RevisionEntry]?]
  func files(_ ids: [String], limit: Int) -> [RevisionBlob]
}

/// The files of a commit, as a checkout of it would have them below its top. Nothing is checked out:
/// what is asked for is read where version control keeps it.
package final class RevisionFiles: Sendable {
  /// Of the checkout, links followed, without a slash at the end.
  let top: String
  private let root: RevisionEntry
  private let objects: any RevisionObjects
  private let known = Mutex<Known>(Known())

  private struct Known: Sendable {
    var folders: [String: [RevisionEntry]] = [:]
    var files: [String: RevisionBlob] = [:]
    var lacksObjects = false
    var isTooLarge = false
  }

  /// Ways that lead to folders. A folder may stand in others any number of times, so that a few objects
  /// make more of them than anybody reads.
  package static let mostFolders = 200_000
  private static let mostProjects = 1_000
  /// Longer ones no system opens.
  private static let longestPath = 4_096

  /// `tree` is the id of the folder at the top.
  package init(top: String, tree: String, objects: any RevisionObjects) {
    self.top = top
    root = RevisionEntry(name: "", kind: .folder, id: tree)
    self.objects = objects
  }

  /// Whether something was asked for that is not at hand: what was read is not the whole then.
  package var lacksObjects: Bool { known.withLock { $0.lacksObjects } }

  /// Whether more folders or projects were found than are looked through: what was read is not the
  /// whole then.
  package var isTooLarge: Bool { known.withLock { $0.isTooLarge } }

  /// Whether a path names something of the commit, by its bytes.
  func holds(_ path: String) -> Bool {
    let rest = path.utf8.dropFirst(top.utf8.count)
    return path.utf8.starts(with: top.utf8) && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
  }

  /// Reads at once what a repository in the folder may ask for, but for the files `besides`.
  package func prefetch(below folder: String, besides: Set<String>) {
    guard case .entry(let top) = resolve(folder, followsLink: true), top.kind == .folder else {
      return
    }
    var wanted: [String] = []
    guard
      visit(
        below: top.id,
        { entry in
          guard entry.kind == .file, RepositoryLoader.mayRead(entry.name),
            !besides.contains(entry.id)
          else { return }
          wanted.append(entry.id)
        })
    else { return }
    var seen = Set<String>()
    let ids = wanted.filter { seen.insert($0).inserted }
    let blobs = objects.files(ids, limit: RepositoryLoader.maximumFileSize)
    known.withLock { known in
      for (id, blob) in zip(ids, blobs) { known.files[id] = blob }
    }
  }

  /// Whether a folder holds so many others that they are not looked through.
  func holdsTooMuch(_ folder: String) -> Bool {
    guard case .entry(let top) = resolve(folder, followsLink: true), top.kind == .folder else {
      return false
    }
    return !visit(below: top.id) { _ in }
  }

  /// Visits what stands in a folder and below, each folder once a level. False where there is too much.
  private func visit(below folder: String, _ visit: (RevisionEntry) -> Void) -> Bool {
    // With the number of ways that lead there.
    var level = [folder: 1]
    var count = 0
    var depth = 0
    while !level.isEmpty {
      depth += 1
      var below: [String: Int] = [:]
      let ids = Array(level.keys)
      for (id, entries) in zip(ids, folders(ids)) {
        let ways = level[id] ?? 0
        for entry in entries where !entry.name.hasPrefix(".") || entry.name.hasSuffix("ignore") {
          visit(entry)
          guard entry.kind == .folder else { continue }
          count += ways
          below[entry.id, default: 0] += ways
        }
        guard count <= Self.mostFolders, depth <= Self.longestPath / 2 else {
          known.withLock { $0.isTooLarge = true }
          return false
        }
      }
      level = below
    }
    return true
  }

  /// A path below the top, seen from there.
  package func pathBelowTop(_ path: String) -> String {
    String(path.utf8.dropFirst(top.utf8.count).drop { $0 == UInt8(ascii: "/") }) ?? path
  }

  /// Every folder of the commit with a file of that name, as paths of the disk, in order.
  package func folders(holding name: String) -> [String] {
    let holding = ids(ofFoldersAbove: name)
    var found: [String] = []
    var level = holding.contains(root.id) ? [(path: top, id: root.id)] : []
    while !level.isEmpty {
      let lists = folders(level.map(\.id))
      var below: [(path: String, id: String)] = []
      for (folder, entries) in zip(level, lists) {
        for entry in entries where entry.isUTF8 {
          if entry.kind == .file, entry.name.utf8.elementsEqual(name.utf8) {
            found.append(folder.path)
          }
          let path = folder.path + "/" + entry.name
          if holding.contains(entry.id), path.utf8.count < Self.longestPath {
            below.append((path, entry.id))
          }
        }
      }
      guard found.count + below.count <= Self.mostProjects else {
        known.withLock { $0.isTooLarge = true }
        return []
      }
      level = below
    }
    return found.sorted()
  }

  /// Those in which, or below which, a file has that name: each is looked at once, however many ways
  /// lead there.
  private func ids(ofFoldersAbove name: String) -> Set<String> {
    var above: [String: [String]] = [:]
    var holding: [String] = []
    var seen: Set = [root.id]
    var level = [root.id]
    while !level.isEmpty {
      var below: [String] = []
      for (id, entries) in zip(level, folders(level)) {
        for entry in entries where entry.isUTF8 {
          if entry.kind == .file, entry.name.utf8.elementsEqual(name.utf8) { holding.append(id) }
          guard entry.kind == .folder else { continue }
          above[entry.id, default: []].append(id)
          if seen.insert(entry.id).inserted { below.append(entry.id) }
        }
      }
      level = below
    }
    var found = Set<String>()
    while let id = holding.popLast() {
      if found.insert(id).inserted { holding += above[id] ?? [] }
    }
    return found
  }

  /// The folder of the commit to which a path leads, links followed, as a path of the disk; nil where
  /// none is there, or it leads out.
  package func folder(at path: String) -> String? {
    guard case .inside(let way) = way(to: path, followsLink: true), way.last?.kind == .folder else {
      return nil
    }
    return way.dropFirst().reduce(top) { $0 + "/" + $1.name }
  }

  private func folders(_ ids: [String]) -> [[RevisionEntry]] {
    let open = known.withLock { known in ids.filter { known.folders[$0] == nil } }
    let found = open.isEmpty ? [] : objects.folders(open)
    return known.withLock { known in
      for (id, entries) in zip(open, found) {
        if entries == nil { known.lacksObjects = true }
        known.folders[id] = (entries ?? []).sorted {
          $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
      }
      return ids.map { known.folders[$0] ?? [] }
    }
  }

  func blob(_ id: String) -> RevisionBlob {
    let blob =
      known.withLock { $0.files[id] }
      ?? objects.files([id], limit: RepositoryLoader.maximumFileSize).first ?? .missing
    known.withLock { known in
      known.files[id] = blob
      if case .missing = blob { known.lacksObjects = true }
    }
    return blob
  }

  enum Found {
    case entry(RevisionEntry)
    /// A link leads out of the checkout, to this path of the disk.
    case outside(String)
    case failure(FileSystem.Failure)
  }

  /// What stands at a path below the top; of a link at its end what it leads to, unless it is not
  /// followed.
  func resolve(_ path: String, followsLink: Bool) -> Found {
    switch way(to: path, followsLink: followsLink) {
    case .inside(let way): way.last.map { .entry($0) } ?? .failure(.missing)
    case .outside(let path): .outside(path)
    case .failure(let failure): .failure(failure)
    }
  }

  private enum Way {
    /// From the top to what stands there.
    case inside([RevisionEntry])
    case outside(String)
    case failure(FileSystem.Failure)
  }

  private func way(to path: String, followsLink: Bool) -> Way {
    guard path.utf8.count < Self.longestPath + top.utf8.count else { return .failure(.tooLong) }
    var rest = Self.parts(String(path.utf8.dropFirst(top.utf8.count)) ?? "")
    var way = [root]
    // As the system has it: after so many it is a circle.
    var linksLeft = 40
    while let name = rest.popLast() {
      guard let folder = way.last else { break }
      if name == "." { continue }
      if name == ".." {
        if way.count == 1 { return .outside(Self.joined(top + "/..", rest)) }
        way.removeLast()
        continue
      }
      if folder.kind == .module { return .failure(.module) }
      guard folder.kind == .folder else { return .failure(.missing) }
      guard let entry = entry(name, in: folder.id) else {
        return .failure(.missing)
      }
      guard entry.kind == .link, followsLink || !rest.isEmpty else {
        way.append(entry)
        continue
      }
      guard linksLeft > 0 else { return .failure(.loop) }
      linksLeft -= 1
      guard let goal = goal(of: entry) else { return .failure(.missing) }
      if goal.utf8.first == UInt8(ascii: "/") {
        guard holds(goal) else { return .outside(Self.joined(goal, rest)) }
        way = [root]
        rest += Self.parts(String(goal.utf8.dropFirst(top.utf8.count)) ?? "")
      } else {
        rest += Self.parts(goal)
      }
    }
    return .inside(way)
  }

  func children(of folder: String) -> [RevisionEntry] { folders([folder]).first ?? [] }

  private func entry(_ name: Substring, in folder: String) -> RevisionEntry? {
    let entries = children(of: folder)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < entries.count, entries[low].name.utf8.elementsEqual(name.utf8),
      entries[low].isUTF8
    else { return nil }
    return entries[low]
  }

  /// The text of a link; nil where it is no UTF-8 or not at hand.
  func goal(of link: RevisionEntry) -> String? {
    guard case .bytes(let bytes) = blob(link.id) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The last one first.
  private static func parts(_ path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }.reversed()
  }

  private static func joined(_ path: String, _ rest: [Substring]) -> String {
    ([Substring(path)] + rest.reversed()).joined(separator: "/")
  }
}

extension FileSystem.Failure {
  static let module = FileSystem.Failure("it is another repository, a submodule")
  static let pointer = FileSystem.Failure(
    "it is a pointer of Git LFS, and the commit does not hold the file itself")
  static let tooLong = FileSystem.Failure("the path is too long")
  static let notAtHand = FileSystem.Failure("the clone does not hold it")
}
