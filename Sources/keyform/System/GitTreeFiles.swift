internal import Glibc
internal import KeyformCore
internal import KeyformRepository

/// The files of a commit beside those that were read: whether what was read differs from it.
///
/// `git status` answers that for what git lists, through the filters that the settings name. Here
/// the very bytes that were read are hashed, ignored or not; what git itself does to the ends of
/// lines, and writes for `$Id$`, is no difference.
struct GitTreeFiles {
  let objects: GitObjects
  let checkout: GitCheckout
  let commit: GitCommit
  /// Another checkout in this one is asked through a session of its own.
  let checkouts: GitCheckouts

  /// `files` by their paths below the folder that was asked about. Those of other repositories
  /// outside the checkout, which it imports, are not this commit's matter.
  func differ(from files: [SourceFile]) throws -> Bool {
    guard let all = objects.files(of: commit, below: checkout.folder) else { return true }
    let committed = Dictionary(
      all.lazy.filter { $0.entry.kind == .module || RepositoryLoader.reads($0.path) }.map {
        (Exact($0.path), $0.entry)
      }, uniquingKeysWith: { first, _ in first })
    var read: Set<Exact<String>> = []
    for file in files {
      let path = Exact(file.path)
      read.insert(path)
      let isSame =
        if let entry = committed[path], entry.kind == .file {
          BlobDigest.isCommitted(file.bytes, as: entry.id)
        } else if let place = place(of: file.path) {
          try isCommitted(file.bytes, at: place)
        } else {
          true
        }
      if !isSame { return true }
    }
    return try lacksFiles(of: all, besides: read)
  }

  /// The path below the root; nil outside.
  private func place(of path: String) -> String? {
    guard path.hasPrefix("/") || path.split(separator: "/").contains("..") else {
      return checkout.path(path)
    }
    let whole = path.hasPrefix("/") ? path : checkout.root + "/" + checkout.path(path)
    let names = Self.plain(whole.split(separator: "/"))
    let top = checkout.root.split(separator: "/")
    guard names.starts(with: top) else { return nil }
    return names.dropFirst(top.count).joined(separator: "/")
  }

  private static func plain(_ names: [Substring]) -> [Substring] {
    var plain: [Substring] = []
    for name in names where name != "." {
      if name == ".." { _ = plain.popLast() } else { plain.append(name) }
    }
    return plain
  }

  /// Whether a checkout of the commit would have these bytes there, links followed.
  private func isCommitted(_ bytes: [UInt8], at place: String) throws -> Bool {
    var place = place
    for _ in 0..<40 {
      guard case .entry(let entry, let rest) = objects.entry(place, of: commit) else {
        return false
      }
      let own = place.split(separator: "/").dropLast(rest.count)
      switch entry.kind {
      case .folder: return false
      case .file: return rest.isEmpty && BlobDigest.isCommitted(bytes, as: entry.id)
      case .link:
        guard let object = objects.object(entry.id) else { return false }
        let goal = String(decoding: object.bytes, as: UTF8.self)
        guard !goal.hasPrefix("/") else { return false }
        let names = own.dropLast() + goal.split(separator: "/") + rest
        // What leads out of the checkout is in no commit of it.
        var depth = 0
        for name in names where name != "." {
          depth += name == ".." ? -1 : 1
          if depth < 0 { return false }
        }
        place = Self.plain(Array(names)).joined(separator: "/")
      case .module:
        guard let inner = checkout.inner(own.joined(separator: "/")) else { return false }
        let rest = rest.joined(separator: "/")
        return try ask(inner, at: entry.id) { try $0.isCommitted(bytes, at: rest) } ?? false
      }
    }
    return false
  }

  /// Asks another repository's checkout in this one; nil where it is not at the commit `id`.
  private func ask(
    _ inner: GitCheckout, at id: String, _ question: @Sendable (GitTreeFiles) throws -> Bool
  ) throws -> Bool? {
    try checkouts.session(of: inner).ask { [checkouts] objects in
      guard let commit = objects.commit("HEAD"), commit.id == id else { return nil }
      return try question(
        GitTreeFiles(objects: objects, checkout: inner, commit: commit, checkouts: checkouts))
    }
  }

  /// Whether files that were not read would have been in a checkout of the commit. They may be out
  /// of scope, and then they are there; what a checkout leaves out, the index says.
  private func lacksFiles(
    of all: [(path: String, entry: GitTree.Entry)], besides read: Set<Exact<String>>
  ) throws -> Bool {
    var gone: [String] = []
    for (path, entry) in all where entry.kind == .module || RepositoryLoader.reads(path) {
      if read.contains(Exact(path)) { continue }
      let file = checkout.root + "/" + checkout.path(path)
      var status = stat()
      guard lstat(file, &status) == 0 else {
        if entry.kind != .module { gone.append(checkout.path(path)) }
        continue
      }
      let kind = status.st_mode & S_IFMT
      switch entry.kind {
      case .folder: break
      case .file where kind != S_IFREG: return true
      case .file: break
      case .link:
        guard let goal = DiskFile.goal(ofLink: file),
          BlobDigest.of(goal, like: entry.id) == entry.id
        else {
          return true
        }
      case .module:
        // A link in its place might lead back here, again and again.
        if kind != S_IFDIR { return true }
        if try innerLacksFiles(path, checkedOut: entry.id, besides: read) { return true }
      }
    }
    if gone.isEmpty { return false }
    let leftOut = try leftOut()
    return gone.contains { !leftOut.contains(Exact($0)) }
  }

  /// The same of another repository's checkout in this one, which may not be fetched.
  private func innerLacksFiles(
    _ path: String, checkedOut id: String, besides read: Set<Exact<String>>
  ) throws -> Bool {
    let prefix = path + "/"
    guard RepositoryLoader.reads(prefix + "a.yaml"),
      let inner = checkout.inner(checkout.path(path))
    else { return false }
    let own = Set(
      read.lazy.map(\.wrappedValue).filter { $0.hasPrefix(prefix) }.map {
        Exact(String($0.dropFirst(prefix.count)))
      })
    return try ask(inner, at: id) { files in
      guard let all = files.objects.files(of: files.commit, below: "") else { return true }
      return try files.lacksFiles(of: all, besides: own)
    } ?? true
  }

  /// What git tracks and was told not to check out.
  private func leftOut() throws -> Set<Exact<String>> {
    let folder = checkout.folder.isEmpty ? [] : [checkout.folder]
    let listing = checkout.answer(["ls-files", "-z", "-t", "--cached", "--"] + folder) ?? []
    try Interruption.check()
    return Set(
      listing.split(separator: 0).filter { $0.first == UInt8(ascii: "S") }
        .map { Exact(String(decoding: $0.dropFirst(2), as: UTF8.self)) })
  }
}

extension BlobDigest {
  /// Whether git would have taken the bytes for those of `id`, or written them for it: with other
  /// ends of lines, and with the id where the file says `$Id$`.
  fileprivate static func isCommitted(_ bytes: [UInt8], as id: String) -> Bool {
    if of(bytes, like: id) == id { return true }
    let unix = withUnixEnds(bytes)
    if unix.count < bytes.count, of(unix, like: id) == id { return true }
    let named = withoutID(unix, id)
    return named.count < unix.count && of(named, like: id) == id
  }

  /// Without the carriage returns before line feeds, as git may have put them there.
  private static func withUnixEnds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(13) else { return bytes }
    return bytes.indices.compactMap { index in
      bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? nil : bytes[index]
    }
  }

  /// With `$Id$` where git put the id in for it.
  private static func withoutID(_ bytes: [UInt8], _ id: String) -> [UInt8] {
    bytes.replacing(Array("$Id: \(id) $".utf8), with: Array("$Id$".utf8))
  }
}
