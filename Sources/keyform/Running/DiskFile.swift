internal import Glibc

/// Files that commands write: whole or not at all.
enum DiskFile {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

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
    let mode = isThere ? status.st_mode & 0o7777 : 0o644
    let writer = try DiskWriter(path, mode: mode)
    try writer.write(bytes)
    try writer.commit()
  }

  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(.couldNotRun, "\(path) is a folder", "Name a file.")
    }
    var bytes: [UInt8] = []
    var expected = Int(status.st_size) + 1
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: expected) { space, count in
        count = max(Glibc.read(descriptor, space.baseAddress, expected), 0)
      }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      expected = 65_536
    }
  }

  private static func makeFolders(above path: String) throws {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      end = path.index(after: slash)
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

/// A file in the making, beside its final place.
final class DiskWriter {
  private let path: String
  private let temporary: String
  private var descriptor: Int32

  init(_ path: String, mode: mode_t) throws {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    if descriptor < 0 { throw DiskFile.failure(path) }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw DiskFile.failure(path)
        }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Puts the file in its place once its bytes are on the disk.
  func commit() throws {
    guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw DiskFile.failure(path) }
    descriptor = -1
    guard rename(temporary, path) == 0 else {
      let failure = DiskFile.failure(path)
      unlink(temporary)
      throw failure
    }
  }
}
