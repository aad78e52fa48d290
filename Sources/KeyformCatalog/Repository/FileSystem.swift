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

    init(errno code: Int32) {
      reason = String(cString: strerror(code))
      isMissing = code == ENOENT || code == ENOTDIR
      isLoop = code == ELOOP
    }

    init(_ reason: String) {
      self.reason = reason
      isMissing = false
      isLoop = false
    }

    /// A pipe may never end, and opening a device may do anything.
    static let noFile = Failure("it is no file, but a pipe, a socket or a device")
    static let interrupted = Failure("interrupted")
  }

  enum Kind { case file, folder, other }

  struct Status {
    let kind: Kind
    let size: Int
    /// Device and inode: two paths with the same are one folder.
    let identity: [UInt64]
  }

  /// Follows links.
  static func status(_ path: String) -> Result<Status, Failure> {
    var buffer = stat()
    guard stat(path, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    return .success(
      Status(
        kind: kind(buffer), size: Int(buffer.st_size),
        identity: [UInt64(buffer.st_dev), UInt64(buffer.st_ino)]))
  }

  private static func kind(_ buffer: stat) -> Kind {
    switch buffer.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
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
  }

  static func link(_ path: String) -> Link {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    if count < 0 { return .none }
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
    let name: String
    let isLink: Bool
  }

  /// What is in a folder, by name in byte order, without `.` and `..`.
  static func children(of folder: String) -> Result<[Child], Failure> {
    guard let handle = opendir(folder) else { return .failure(Failure(errno: errno)) }
    defer { closedir(handle) }
    var children: [Child] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let isLink =
        switch Int(entry.pointee.d_type) {
        case DT_LNK: true
        // Not every file system says.
        case DT_UNKNOWN: if case .none = link(folder + "/" + name) { false } else { true }
        default: false
        }
      children.append(Child(name: name, isLink: isLink))
    }
    return .success(children.sorted { $0.name < $1.name })
  }

  /// The whole file; one that is longer than `limit` bytes comes cut off behind the first byte
  /// over it, so that the caller can tell. What is no file is not even opened.
  static func read(_ path: String, limit: Int) -> Result<[UInt8], Failure> {
    var buffer = stat()
    guard stat(path, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    if kind(buffer) == .other { return .failure(.noFile) }
    // Should something else have taken the place meanwhile: opening waits for nobody, and nor does
    // reading what only looks like a file, such as /proc/kmsg.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { return .failure(Failure(errno: errno)) }
    defer { close(descriptor) }
    guard fstat(descriptor, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    if kind(buffer) == .other { return .failure(.noFile) }
    return contents(descriptor, expected: Int(buffer.st_size), limit) { false }
  }

  /// Standard input as a file: a pipe is read until `isCancelled`.
  static func readInput(
    limit: Int, isCancelled: @escaping () -> Bool
  ) -> Result<[UInt8], Failure> {
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
    return .success(bytes)
  }
}
