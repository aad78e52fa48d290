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
  }

  /// `tree` is the id of the folder at the top.
  package init(top: String, tree: String, objects: any RevisionObjects) {
    self.top = top
    root = RevisionEntry(name: "", kind: .folder, id: tree)
    self.objects = objects
  }

  /// Whether something was asked for that is not at hand: what was read is not the whole then.
  package var lacksObjects: Bool { known.withLock { $0.lacksObjects } }

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
    var level = [top.id]
    var wanted: [String] = []
    while !level.isEmpty {
      let lists = folders(level)
      level = []
      for entry in lists.joined() where !entry.name.hasPrefix(".") || entry.name.hasSuffix("ignore")
      {
        switch entry.kind {
        case .folder: level.append(entry.id)
        case .file where RepositoryLoader.mayRead(entry.name) && !besides.contains(entry.id):
          wanted.append(entry.id)
        case .file, .link, .module: break
        }
      }
    }
    var seen = Set<String>()
    let ids = wanted.filter { seen.insert($0).inserted }
    let blobs = objects.files(ids, limit: RepositoryLoader.maximumFileSize)
    known.withLock { known in
      for (id, blob) in zip(ids, blobs) { known.files[id] = blob }
    }
  }

  /// A path below the top, seen from there.
  package func pathBelowTop(_ path: String) -> String {
    String(path.utf8.dropFirst(top.utf8.count).drop { $0 == UInt8(ascii: "/") }) ?? path
  }

  /// Every folder of the commit with a file of that name, as paths of the disk, in order.
  package func folders(holding name: String) -> [String] {
    var found: [String] = []
    var level = [(path: top, id: root.id)]
    while !level.isEmpty {
      let lists = folders(level.map(\.id))
      var below: [(path: String, id: String)] = []
      for (folder, entries) in zip(level, lists) {
        for entry in entries where entry.isUTF8 {
          if entry.kind == .file, entry.name.utf8.elementsEqual(name.utf8) {
            found.append(folder.path)
          }
          if entry.kind == .folder { below.append((folder.path + "/" + entry.name, entry.id)) }
        }
      }
      level = below
    }
    return found.sorted()
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
    return way.last.map { .entry($0) } ?? .failure(.missing)
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
  static let notAtHand = FileSystem.Failure("the clone does not hold it")
}
