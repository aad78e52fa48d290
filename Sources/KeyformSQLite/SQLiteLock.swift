internal import Glibc
internal import KeyformCore
internal import KeyformSQL

/// A file beside the database that says who is applying. SQLite's own lock keeps writers apart; it
/// cannot say who holds it. The kernel frees the lock of a process that dies.
struct SQLiteLock {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock, waiting for it. Where the file system knows no locks, SQLite's own is all.
  init(_ file: SQLiteFile, _ claim: LockClaim, _ waitPolicy: WaitPolicy) throws(TargetError) {
    path = Self.path(of: file)
    var number = 0
    while true {
      let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard opened >= 0 else {
        switch errno {
        case EACCES, EPERM, EROFS: throw .readOnly(String(cString: strerror(errno)))
        case ENOSPC, EDQUOT: throw .full
        default: throw .unreachable("its lock file: \(String(cString: strerror(errno)))")
        }
      }
      let isTaken = flock(opened, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
      // Whoever held it has removed the file: ours is then another one than all others see.
      if isTaken, Self.isSame(opened, path) {
        descriptor = opened
        break
      }
      let holder = isTaken ? nil : Self.holder(opened)
      close(opened)
      guard isTaken || waitPolicy.waits(try: number) else {
        if waitPolicy.isCancelled() { throw .interrupted }
        throw .locked(holder.map { "held by \($0.shown)" } ?? "another process is applying")
      }
      number += 1
    }
    write(LockHolder.ofThisProcess(claim))
  }

  /// Frees the lock and leaves no file behind.
  func release() {
    unlink(path)
    close(descriptor)
  }

  /// Who applies to the database now; makes nothing.
  static func state(of file: SQLiteFile) throws(TargetError) -> LockState {
    let descriptor = open(path(of: file), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return .free }
      throw .unreachable("its lock file: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    // Shared, so that two that look do not see each other.
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return .free }
    return .held(holder(descriptor))
  }

  private static func path(of file: SQLiteFile) -> String { file.path + "-lock" }

  private func write(_ holder: LockHolder) {
    let bytes = Array(holder.record.utf8)
    // Only the message of somebody who waits lacks something where this fails.
    _ = ftruncate(descriptor, 0)
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func holder(_ descriptor: Int32) -> LockHolder? {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    return LockHolder(record: String(decoding: bytes.prefix(count), as: UTF8.self))
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var there = stat()
    return fstat(descriptor, &opened) == 0 && stat(path, &there) == 0
      && opened.st_ino == there.st_ino && opened.st_dev == there.st_dev
  }
}
