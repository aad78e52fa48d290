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
    let kind: Kind =
      switch buffer.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return .success(
      Status(
        kind: kind, size: Int(buffer.st_size),
        identity: [UInt64(buffer.st_dev), UInt64(buffer.st_ino)]))
  }

  /// What a link says that it leads to; nil where it is none.
  static func link(_ path: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    if count < 0 { return nil }
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Names in a folder in byte order, without `.` and `..`.
  static func names(in folder: String) -> Result<[String], Failure> {
    guard let handle = opendir(folder) else { return .failure(Failure(errno: errno)) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return .success(names.sorted())
  }

  /// The whole file; one that is longer than `limit` bytes comes cut off behind the first byte
  /// over it, so that the caller can tell.
  static func read(_ path: String, limit: Int) -> Result<[UInt8], Failure> {
    // Opening a named pipe that nobody writes to would wait for ever; reading it finds the end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(Failure(errno: errno)) }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    var buffer = stat()
    guard fstat(descriptor, &buffer) == 0 else { return .failure(Failure(errno: errno)) }
    // One byte more than expected shows the end without a second round.
    var bytes: [UInt8] = []
    var expected = min(Int(buffer.st_size), limit) + 1
    var failure: Failure?
    while failure == nil, bytes.count <= limit {
      let chunk = [UInt8](unsafeUninitializedCapacity: expected) { space, count in
        let got = Glibc.read(descriptor, space.baseAddress, expected)
        if got < 0, errno != EINTR { failure = Failure(errno: errno) }
        count = max(got, 0)
      }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      expected = 65_536
    }
    if let failure { return .failure(failure) }
    return .success(bytes)
  }
}
