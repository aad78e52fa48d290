internal import Foundation
internal import KeyformCore

/// What git knows of the repository: for the journal, and to refuse a database in version control.
enum Git {
  /// Whether git tracks the file. No git, no repository: no.
  static func isTracked(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: path), isInRepository(folder) else { return false }
    return run(["-C", folder, "ls-files", "--error-unmatch", "--", url.lastPathComponent]) != nil
  }

  /// What is checked out; nil outside a repository.
  static func revision(of folder: String) -> SourceRevision? {
    guard isInRepository(folder) else { return nil }
    // All at once: together they take as long as the slowest. A unit separator is in no name.
    let log = start(["-C", folder, "log", "-1", "--format=%H%x1f%an <%ae>"])
    let status = start(["-C", folder, "status", "--porcelain", "--", "."])
    let remote = start(["-C", folder, "config", "--get", "remote.origin.url"])
    let head = firstLine(of: log)?.split(separator: "\u{1F}", maxSplits: 1).map(String.init)
    return SourceRevision(
      repository: firstLine(of: remote).flatMap(origin), commit: head?.first,
      author: head?.dropFirst().first, isDirty: firstLine(of: status) != "")
  }

  /// Where the repository came from, without user or password.
  private static func origin(_ text: String) -> String? {
    guard var parts = URLComponents(string: text), parts.host != nil else { return text }
    parts.user = nil
    parts.password = nil
    return parts.string
  }

  /// Starting a process costs milliseconds: looking for `.git` first does not.
  private static func isInRepository(_ folder: String) -> Bool {
    var folder = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) {
        return true
      }
      let parent = folder.deletingLastPathComponent()
      if parent.path == folder.path { return false }
      folder = parent
    }
  }

  /// The first line of the output; nil where git fails or is missing.
  private static func run(_ arguments: [String]) -> String? { firstLine(of: start(arguments)) }

  private static func start(_ arguments: [String]) -> ChildProgram? {
    ChildProgram(["git"] + arguments)
  }

  private static func firstLine(of program: ChildProgram?) -> String? {
    guard let text = program?.text() else { return nil }
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
