internal import FoundationEssentials
package import KeyformCore
internal import KeyformSQL
internal import KeyformSQLiteBinding

/// `sqlite:PATH`: a file, relative to the repository.
package struct SQLiteScheme: TargetScheme {
  private static let scheme = "sqlite:"

  package init() {}

  package var form: String { "sqlite:PATH" }

  package func takes(_ url: String) -> Bool { url.hasPrefix(Self.scheme) }

  package func database(_ url: String, root: String) throws(TargetURLError) -> any TargetDatabase {
    let file = String(url.dropFirst(Self.scheme.count))
    guard !file.isEmpty, !file.hasPrefix(":memory:") else {
      throw TargetURLError(.malformed, "names no file", "Write \(form).")
    }
    return Database(shownURL: url, file: file.hasPrefix("/") ? file : root + "/" + file)
  }

  package func url(_ url: String, readIn root: String, writtenIn folder: String) -> String {
    let file = String(url.dropFirst(Self.scheme.count))
    return file.hasPrefix("/") ? url : Self.scheme + path(to: root + "/" + file, from: folder)
  }

  package var scripts: [(file: String, sql: String)] {
    [("sqlite.sql", SQLSchema.script(.sqlite))]
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

  private struct Database: TargetDatabase {
    let shownURL: String
    let file: String

    var path: String? { file }
    var identity: String { SQLiteFile(file).realPath ?? file }
    var isMissing: Bool { SQLiteFile(file).isMissing }

    func target(
      as description: TargetDescription, lockTimeout: Int,
      isCancelled: @escaping @Sendable () -> Bool
    ) throws(TargetError) -> any DeploymentTarget {
      // Opening a device may do anything, and a pipe waits for ever.
      if SQLiteFile(file).isDevice { throw .notADatabase }
      return SQLiteTarget.open(
        path: file, name: description.name, url: description.url, lockTimeout: lockTimeout,
        isCancelled: isCancelled)
    }
  }
}
