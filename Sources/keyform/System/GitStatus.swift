internal import Glibc
internal import KeyformCatalog
internal import KeyformCore

/// What is checked out below a folder, and whether the files that Keyform reads are as the commit
/// has them.
///
/// `git status` answers that too, but pipes files through the filters that the settings name. So
/// files are hashed here, as they lie; what git itself does to the ends of lines is no difference.
struct GitStatus {
  let commit: GitCommit?
  let isDirty: Bool

  init(of checkout: GitCheckout) throws {
    let listing = checkout.start(
      ["ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", "--"]
        + (checkout.folder.isEmpty ? [] : [checkout.folder]))
    let objects = GitObjects(of: checkout)
    let commit = objects?.commit("HEAD")
    try objects?.checkVersion()
    self.commit = commit
    guard let objects, let commit, let listing = listing?.rest(), listing.ending == .exit(0) else {
      isDirty = true
      return
    }
    let committed = (objects.files(of: commit, below: checkout.folder) ?? []).filter {
      $0.entry.kind == .module || RepositoryLoader.reads($0.path)
    }
    let known = Listing(listing.bytes, below: checkout.folder)
    let paths = Set(committed.map(\.path))
    isDirty =
      try known.present.contains { !paths.contains($0) }
      || committed.contains { path, entry in
        let file = checkout.root + "/" + checkout.path(path)
        if known.leftOut.contains(path), !DiskFile.exists(file) { return false }
        return try Self.differs(file, from: entry)
      }
  }

  private static func differs(_ path: String, from entry: GitTree.Entry) throws -> Bool {
    var status = stat()
    let isThere = lstat(path, &status) == 0
    switch entry.kind {
    case .folder: return !isThere
    case .file:
      guard isThere, status.st_mode & S_IFMT == S_IFREG, let bytes = try? DiskFile.read(path)
      else { return true }
      if BlobDigest.of(bytes, like: entry.id) == entry.id { return false }
      let unix = withUnixEnds(bytes)
      return unix.count == bytes.count || BlobDigest.of(unix, like: entry.id) != entry.id
    case .link:
      guard let goal = goal(path) else { return true }
      return BlobDigest.of(goal, like: entry.id) != entry.id
    case .module:
      // Its files are those of a repository of its own, which may not be fetched.
      // A link in its place might lead back here, again and again.
      guard !isThere || status.st_mode & S_IFMT == S_IFDIR else { return true }
      guard DiskFile.exists(path + "/.git"), let own = GitCheckout(around: path) else {
        return false
      }
      let inner = try GitStatus(of: own)
      return inner.isDirty || inner.commit?.id != entry.id
    }
  }

  /// Without the carriage returns before line feeds, as git may have put them there.
  private static func withUnixEnds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(13) else { return bytes }
    return bytes.indices.compactMap { index in
      bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? nil : bytes[index]
    }
  }

  /// Where a link leads; nil where it is none.
  private static func goal(_ path: String) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count < 0 ? nil : buffer[..<count].map { UInt8(bitPattern: $0) }
  }

  /// What `git ls-files -t` knows below a folder: what it tracks, and what it would not ignore.
  private struct Listing {
    /// Files that Keyform reads, and whole repositories that are not tracked.
    private(set) var present: [String] = []
    /// Tracked, but not checked out.
    private(set) var leftOut: Set<String> = []

    init(_ bytes: [UInt8], below folder: String) {
      let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
      for line in bytes.split(separator: 0) where line.count > 2 + prefix {
        let path = String(decoding: line.dropFirst(2 + prefix), as: UTF8.self)
        guard RepositoryLoader.reads(path) || path.hasSuffix("/") else { continue }
        present.append(path)
        if line.first == UInt8(ascii: "S") { leftOut.insert(path) }
      }
    }
  }
}
