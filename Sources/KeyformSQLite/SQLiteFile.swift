internal import Glibc
internal import KeyformCore

/// The file of a database, as the file system sees it: what SQLite itself would not say clearly.
struct SQLiteFile: Sendable {
  let path: String

  /// A name such as `:memory:` means a file here.
  init(_ path: String) { self.path = path.hasPrefix("/") ? path : "./" + path }

  /// With links followed; nil where nothing is there.
  var realPath: String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  var isMissing: Bool { access(path, F_OK) != 0 }

  /// Whether something is there that is neither a file nor a folder.
  var isDevice: Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Whether there is something to read. Throws where it cannot be a database or not be reached.
  func isThere() throws(TargetError) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return false }
      throw .unreachable(Self.reason(errno))
    }
    defer { close(descriptor) }
    return try Self.size(descriptor) > 0
  }

  /// Whether a file that is not there could be made where it is looked for.
  func checkFolder() throws(TargetError) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let folder = end == path.startIndex ? "/" : String(path[..<end])
    var status = stat()
    guard stat(folder, &status) == 0 else {
      let name = folder.drop { $0 == "." || $0 == "/" }
      throw .unreachable(
        errno == ENOENT
          ? "there is no folder \(folder.hasPrefix("/") ? folder : String(name))"
          : Self.reason(errno))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .unreachable(Self.reason(ENOTDIR)) }
  }

  /// Makes sure that the file is there and can be written; true where this made it. A file without
  /// content gets mode 0600 whatever the umask says: values are about to be written to it.
  func makeWritable() throws(TargetError) -> Bool {
    try checkOwners()
    var isNew = true
    var descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0, errno == EEXIST {
      isNew = false
      descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    }
    guard descriptor >= 0 else {
      switch errno {
      case EACCES, EPERM, EROFS: throw .readOnly(Self.reason(errno))
      case ENOSPC, EDQUOT: throw .full
      default:
        let reason = Self.reason(errno)
        try checkFolder()
        throw .unreachable(reason)
      }
    }
    defer { close(descriptor) }
    if try Self.size(descriptor) == 0, fchmod(descriptor, 0o600) != 0, errno != EPERM {
      throw .unreachable(Self.reason(errno))
    }
    return isNew
  }

  /// Files of SQLite beside the database, which hold pages of it. New ones get the mode of the
  /// database; those of a writer that was killed may be older than that.
  private static let companions = ["-journal", "-wal", "-shm"]

  /// Makes sure that the database and the files beside it, of which SQLite takes pages over, are this
  /// user's: an owner reads whatever its mode says.
  func checkOwners() throws(TargetError) {
    for suffix in [""] + Self.companions {
      var status = stat()
      guard stat(path + suffix, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid != geteuid()
      else { continue }
      throw .misplaced(
        """
        \(suffix.isEmpty ? "the file" : "the file \(suffix) beside it") belongs to another user (uid \
        \(status.st_uid)), who could read and change whatever is written
        """,
        advice: """
          Let that user apply; or, where the file is rightly yours, `chown \(geteuid())` it and the \
          files beside it.
          """)
    }
  }

  /// Makes sure that nobody but the owner may read what is about to be written. By path: whoever
  /// opens and closes the file of an open database gives up its locks.
  func makePrivate() throws(TargetError) {
    try checkOwners()
    try Self.makePrivate(path)
    for suffix in Self.companions { try Self.makePrivate(path + suffix) }
  }

  /// Mode 0600. Some file systems know no modes and take every change for done, so the file itself
  /// is asked.
  private static func makePrivate(_ path: String) throws(TargetError) {
    guard let mode = modeForOthers(path) else { return }
    let failure = chmod(path, 0o600) == 0 ? nil : reason(errno)
    guard modeForOthers(path) != nil else { return }
    throw .exposed(
      "its mode is 0\(String(mode, radix: 8)), and it cannot be made 0600: "
        + (failure ?? "this file system does not keep modes"))
  }

  /// The mode of a regular file that others than its owner may open; nil where they may not.
  private static func modeForOthers(_ path: String) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let mode = status.st_mode & 0o777
    return mode & 0o077 == 0 ? nil : mode
  }

  /// Removes a file that was made for a transaction which failed.
  func remove() {
    unlink(path)
    unlink(path + "-journal")
  }

  private static func size(_ descriptor: Int32) throws(TargetError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreachable(reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int(status.st_size)
    case S_IFDIR: throw .unreachable(reason(EISDIR))
    default: throw .notADatabase
    }
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
