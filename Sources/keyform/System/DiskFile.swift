internal import Glibc
internal import KeyformCore
internal import KeyformEngine

/// Files that commands write: whole or not at all.
enum DiskFile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether an ordinary file is there, perhaps behind a link.
  static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

  /// Whether a folder is there, perhaps behind a link.
  static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Writes all bytes to a descriptor; false where that fails, and `errno` says why.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// A path without links; nil where nothing is there.
  static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a link leads; nil where it is none.
  static func goal(ofLink path: String) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count < 0 ? nil : buffer[..<count].map { UInt8(bitPattern: $0) }
  }

  /// Writes a new file, making its folders.
  static func create(_ path: String, _ text: String) throws {
    try makeFolders(above: path)
    try replace(path, Array(text.utf8))
  }

  /// Writes beside the file and renames: a reader sees the old bytes or the new ones, and a full
  /// disk costs nothing.
  static func replace(_ path: String, _ bytes: [UInt8], keepingMode: Bool = false) throws {
    var status = stat()
    let isThere = keepingMode && stat(path, &status) == 0
    let writer = try DiskWriter(path, mode: 0o644)
    if isThere { writer.keepRights(of: status) }
    try writer.write(bytes)
    try writer.commit()
  }

  /// Refuses what `replace` would write over although nobody may write to it: a file is renamed into
  /// its place, for which rights to the folder are enough. And what a link leads to outside `root`,
  /// which a repository must not change. `name` is its path below `root`.
  static func checkReplaceable(_ name: String, below root: String) throws {
    let real = DiskWriter.resolved(root + "/" + name)
    guard place(of: name, below: root) != nil else {
      throw Failure(
        .couldNotRun, "\(name) leads out of the repository, to \(real)",
        "Nothing was written. Put the file itself here, or change it where it is.")
    }
    let folder = real.lastIndex(of: "/").map { String(real[..<$0]) } ?? "."
    guard access(real, W_OK) == 0, access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else {
      throw Failure(
        .couldNotRun, "\(name) cannot be written: \(String(cString: strerror(errno)))",
        "Nothing was written. Give write access to the file and its folder.")
    }
  }

  /// The path below `root` of what `name` leads to, links followed; nil where that is outside.
  static func place(of name: String, below root: String) -> String? {
    let real = DiskWriter.resolved(root + "/" + name)
    let top = DiskWriter.resolved(root)
    let folder = top.hasSuffix("/") ? top : top + "/"
    return real.hasPrefix(folder) ? String(real.dropFirst(folder.count)) : nil
  }

  /// A longer file is none that Keyform wrote: 1 GiB.
  private static let most = 1 << 30

  /// The whole file, or what it begins with. Pipes that the shell hands over (`/dev/stdin`,
  /// `/dev/fd/63`) are read as well, until a signal comes.
  static func read(_ path: String, first limit: Int = .max) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    try checkReadable(path, status)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    try checkReadable(path, status)
    let isFile = status.st_mode & S_IFMT == S_IFREG
    var bytes: [UInt8] = []
    var expected = isFile ? min(Int(status.st_size), limit - 1) + 1 : 65_536
    while true {
      if !isFile, !Interruption.waitForInput(of: descriptor) { try Interruption.check() }
      var problem: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: expected) { space, count in
        let got = Glibc.read(descriptor, space.baseAddress, expected)
        if got < 0 { problem = errno }
        count = max(got, 0)
      }
      if problem == EINTR || !isFile && problem == EAGAIN { continue }
      errno = problem
      if problem != 0 { throw failure(path) }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count >= limit { return bytes }
      guard bytes.count <= most else {
        throw Failure(.couldNotRun, "\(path) is larger than 1 GiB", "Name another file.")
      }
      expected = 65_536
    }
  }

  /// Refuses what is no file before it is opened: a device may never end, or do anything.
  private static func checkReadable(_ path: String, _ status: stat) throws {
    let isHandedOver = path == "/dev/stdin" || path.hasPrefix("/dev/fd/")
    let what: String
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFIFO where isHandedOver: return
    case S_IFDIR: what = "a folder"
    case S_IFIFO: what = "a pipe"
    case S_IFSOCK: what = "a socket"
    default: what = "a device"
    }
    throw Failure(.couldNotRun, "\(path) is \(what)", "Name a file.")
  }

  /// Makes a folder and those above it, where they are not there.
  static func makeFolder(_ path: String) throws { try makeFolders(above: path + "/") }

  private static func makeFolders(above path: String) throws {
    var end = path.startIndex
    // By bytes: a character may swallow a slash.
    while let slash = path.utf8[end...].firstIndex(of: UInt8(ascii: "/")) {
      end = path.utf8.index(after: slash)
      let folder = String(path[..<slash])
      if !folder.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure(folder) }
    }
  }

  static func failure(_ path: String) -> Failure {
    Failure(
      .couldNotRun, "\(path): \(String(cString: strerror(errno)))",
      "Check the path, its rights and the space on the disk.")
  }
}

/// A file in the making, beside its final place. What is no ordinary file, such as `/dev/stdout` or
/// a pipe, cannot be replaced and is written to as it is.
final class DiskWriter {
  private let path: String
  /// Nil where the place itself is written to.
  private var temporary: String?
  private var descriptor: Int32

  init(_ path: String, mode: mode_t) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      // A link stays, and what it leads to is replaced.
      self.path = Self.resolved(path)
      let beside = "\(self.path).\(getpid()).tmp"
      temporary = beside
      // What stands there is left of a run that died, or somebody's link: not followed either way.
      unlink(beside)
      descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    if descriptor < 0 { throw DiskFile.failure(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary { unlink(temporary) }
  }

  /// Owner and mode as they were; where that is not permitted, those of a new file.
  func keepRights(of status: stat) {
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    _ = fchmod(descriptor, status.st_mode & 0o7777)
  }

  static func resolved(_ path: String) -> String { DiskFile.real(path) ?? path }

  func write(_ bytes: [UInt8]) throws {
    guard DiskFile.write(bytes, to: descriptor) else { throw DiskFile.failure(path) }
  }

  /// Puts the file in its place once its bytes are on the disk.
  func commit() throws {
    guard let temporary else { return }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw DiskFile.failure(path)
    }
    self.temporary = nil
  }
}

/// Writes new bytes into files of a repository: all of them may be written before the first is.
enum EditedFiles {
  /// A file that somebody changed meanwhile, or that nobody may write to, ends the run before
  /// anything is touched.
  static func write(_ edits: [FileEdit], below root: String) throws {
    for edit in edits {
      try DiskFile.checkReplaceable(edit.path, below: root)
      try check(edit, root, "Nothing was written. Run the command again.")
    }
    for (index, edit) in edits.enumerated() {
      let rest =
        index == 0
        ? "Nothing was written. Run the command again."
        : """
        \(counted(index, "file")) before it \(index == 1 ? "was" : "were") written; run the command \
        again for the rest.
        """
      try check(edit, root, rest)
      try DiskFile.replace(root + "/" + edit.path, edit.after, keepingMode: true)
    }
  }

  private static func check(_ edit: FileEdit, _ root: String, _ hint: String) throws {
    guard try DiskFile.read(root + "/" + edit.path) == edit.before else {
      throw Failure(.couldNotRun, "\(edit.path) was changed while it was read", hint)
    }
  }
}
