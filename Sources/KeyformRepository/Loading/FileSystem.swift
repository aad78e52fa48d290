internal import Glibc

/// The one place of this module that touches the disk: lists folders and reads whole files.
struct FileSystem {
  /// Why a path could not be read, in words.
  struct Failure: Error {
    let reason: String
    /// Nothing is there: often fine for the caller.
    let isMissing: Bool
    /// Links that lead in a circle.
    let isLoop: Bool
    /// The file is there, but longer than the caller takes.
    let isTooLarge: Bool

    init(errno code: Int32) {
      reason = String(cString: strerror(code))
      isMissing = code == ENOENT || code == ENOTDIR
      isLoop = code == ELOOP
      isTooLarge = false
    }

    init(_ reason: String, isTooLarge: Bool = false) {
      self.reason = reason
      isMissing = false
      isLoop = false
      self.isTooLarge = isTooLarge
    }

    /// A pipe may never end, and opening a device may do anything.
    static let noFile = Failure("it is no file, but a pipe, a socket or a device")
    static let interrupted = Failure("interrupted")
    static let missing = Failure(errno: ENOENT)
    static let loop = Failure(errno: ELOOP)

    static func tooLarge(_ limit: Int) -> Failure {
      Failure("the file is larger than \(limit >> 20) MiB", isTooLarge: true)
    }
  }

  enum Kind { case file, folder, link, other }

  struct Status {
    let kind: Kind
    let size: Int
    /// Device and inode: two paths with the same are one folder.
    let identity: [UInt64]
  }

  /// Of a link what it leads to, unless it is not followed.
  static func status(_ path: String, followsLink: Bool = true) -> Result<Status, Failure> {
    var buffer = stat()
    guard (followsLink ? stat(path, &buffer) : lstat(path, &buffer)) == 0 else {
      return .failure(Failure(errno: errno))
    }
    return .success(
      Status(
        kind: kind(buffer), size: Int(buffer.st_size),
        identity: [UInt64(buffer.st_dev), UInt64(buffer.st_ino)]))
  }

  private static func kind(_ buffer: stat) -> Kind {
    switch buffer.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Whether the name is taken, be it by a link to nothing.
  static func isThere(_ path: String) -> Bool {
    var buffer = stat()
    return lstat(path, &buffer) == 0
  }

  /// Where a link leads, as it says.
  enum Link {
    /// It is no link, or nothing is there.
    case none
    case text(String)
    /// A text that is no UTF-8: as such it cannot be followed.
    case other
    /// Nobody could look, so it may be one: the way there is too long, or a folder is closed.
    case unknown(Failure)
  }

  static func link(_ path: String) -> Link {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    if count < 0 {
      let failure = Failure(errno: errno)
      return errno == EINVAL || failure.isMissing ? .none : .unknown(failure)
    }
    // A longer text comes cut off.
    if count == text.count { return .other }
    let bytes = text.prefix(count).map { UInt8(bitPattern: $0) }
    return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .other
  }

  /// The path without links; nil where nothing is there.
  static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// A name in a folder.
  struct Child {
    /// Where it is no UTF-8, it stands for the bytes, and opens something else or nothing.
    let name: String
    let isUTF8: Bool
    let isLink: Bool
    /// False where it may be a folder, too.
    let isFile: Bool
  }

  /// What is in a folder, by name in byte order, without `.` and `..`.
  static func children(of folder: String, followsLink: Bool) -> Result<[Child], Failure> {
    let way = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = open(folder, way)
    guard descriptor >= 0 else { return .failure(Failure(errno: errno)) }
    guard let handle = fdopendir(descriptor) else {
      defer { close(descriptor) }
      return .failure(Failure(errno: errno))
    }
    defer { closedir(handle) }
    var children: [Child] = []
    while let entry = readdir(handle) {
      let (name, isUTF8) = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        let name = bytes.prefix { $0 != 0 }
        if let text = String(validating: name, as: UTF8.self) { return (text, true) }
        return (String(decoding: name, as: UTF8.self), false)
      }
      if name == "." || name == ".." { continue }
      let isLink =
        switch Int(entry.pointee.d_type) {
        case DT_LNK: true
        // Not every file system says.
        case DT_UNKNOWN: if case .none = link(folder + "/" + name) { false } else { true }
        default: false
        }
      children.append(
        Child(
          name: name, isUTF8: isUTF8, isLink: isLink, isFile: Int(entry.pointee.d_type) == DT_REG))
    }
    return .success(children.sorted { $0.name < $1.name })
  }

  /// The whole file; one that is longer than `limit` bytes is a failure. What is no file is not even
  /// opened, nor is a link that has taken the place of a file, unless `followsLink`.
  static func read(
    _ path: String, limit: Int, followsLink: Bool = true
  ) -> Result<[UInt8], Failure> {
    var buffer = stat()
    guard stat(path, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    if kind(buffer) == .other { return .failure(.noFile) }
    // Should something else have taken the place meanwhile: opening waits for nobody, and nor does
    // reading what only looks like a file, such as /proc/kmsg.
    let way = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLink ? 0 : O_NOFOLLOW)
    let descriptor = open(path, way)
    guard descriptor >= 0 else { return .failure(Failure(errno: errno)) }
    defer { close(descriptor) }
    guard fstat(descriptor, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    if kind(buffer) == .other { return .failure(.noFile) }
    return contents(descriptor, expected: Int(buffer.st_size), limit) { false }
  }

  /// Standard input as a file: a pipe is read until `isCancelled`.
  static func readInput(limit: Int, isCancelled: @escaping () -> Bool) -> Result<[UInt8], Failure> {
    var buffer = stat()
    guard fstat(STDIN_FILENO, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    guard [S_IFREG, S_IFIFO, S_IFSOCK].contains(buffer.st_mode & S_IFMT) else {
      return .failure(.noFile)
    }
    return contents(STDIN_FILENO, expected: Int(buffer.st_size), limit) {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      // A signal may come between the look and the wait, so no wait is long.
      while !isCancelled() { if poll(&input, 1, 200) > 0 { return false } }
      return true
    }
  }

  /// Reads to the end; `isCancelled` is asked before each part.
  private static func contents(
    _ descriptor: Int32, expected size: Int, _ limit: Int, isCancelled: () -> Bool
  ) -> Result<[UInt8], Failure> {
    // One byte more than expected shows the end without a second round.
    var bytes: [UInt8] = []
    var expected = min(size, limit) + 1
    var failure: Failure?
    while bytes.count <= limit {
      if isCancelled() { return .failure(.interrupted) }
      var isAgain = false
      let chunk = [UInt8](unsafeUninitializedCapacity: expected) { space, count in
        let got = Glibc.read(descriptor, space.baseAddress, expected)
        isAgain = got < 0 && errno == EINTR
        if got < 0, !isAgain { failure = Failure(errno: errno) }
        count = max(got, 0)
      }
      if let failure { return .failure(failure) }
      if isAgain { continue }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      expected = 65_536
    }
    if bytes.count > limit { return .failure(.tooLarge(limit)) }
    return .success(bytes)
  }
}
