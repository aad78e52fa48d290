internal import Foundation
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformSQLite

/// `sqlite:PATH`: a file, relative to the repository.
struct SQLiteScheme: TargetScheme {
  let checkouts: GitCheckouts
  private static let scheme = "sqlite:"

  let form = "sqlite:PATH"

  func takes(_ url: String) -> Bool { url.hasPrefix(Self.scheme) }

  func database(_ url: String, called name: String, root: String) throws -> any TargetDatabase {
    let file = String(url.dropFirst(Self.scheme.count))
    guard !file.isEmpty, !file.hasPrefix(":memory:") else {
      throw Failure(.usage, "\(name) names no file", "Write \(form).")
    }
    return SQLiteDatabaseFile(
      shownURL: url, file: file.hasPrefix("/") ? file : root + "/" + file, checkouts: checkouts)
  }

  /// A path has no password.
  func retyped(_ url: String) -> (url: String, hadPassword: Bool)? { (url, false) }

  func url(_ url: String, readIn root: String, writtenIn folder: String) -> String {
    let file = String(url.dropFirst(Self.scheme.count))
    return file.hasPrefix("/") ? url : Self.scheme + path(to: root + "/" + file, from: folder)
  }

  /// Relative, as long as both lie below a folder of their own.
  private func path(to file: String, from folder: String) -> String {
    let goal = parts(of: file)
    let start = parts(of: folder)
    let common = zip(goal, start).prefix { $0 == $1 }.count
    guard common > 0 else { return "/" + goal.joined(separator: "/") }
    let up = Array(repeating: "..", count: start.count - common)
    return (up + goal[common...]).joined(separator: "/")
  }

  private func parts(of path: String) -> [String] {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let parent = url.deletingLastPathComponent().resolvingSymlinksInPath()
    return parent.appendingPathComponent(url.lastPathComponent).path.split(separator: "/")
      .map(String.init)
  }
}

private struct SQLiteDatabaseFile: TargetDatabase {
  let shownURL: String
  let file: String
  let checkouts: GitCheckouts

  var path: String? { file }

  var identity: String {
    guard let found = realpath(file, nil) else { return file }
    defer { free(found) }
    return String(cString: found)
  }

  var isMissing: Bool { !DiskFile.exists(file) }

  func open(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> any DeploymentTarget {
    // Opening a device may do anything, and a pipe waits for ever.
    guard isMissing || DiskFile.isFile(file) || DiskFile.isFolder(file) else {
      throw Failure(TargetError.notADatabase, of: description)
    }
    try DatabaseGuard(checkouts: checkouts).check(file)
    return SQLiteTarget.open(
      path: file, name: description.name, url: description.url, lockTimeout: lockTimeout,
      isCancelled: isCancelled)
  }
}
