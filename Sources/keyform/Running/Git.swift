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
    // A unit separator cannot be part of a name.
    let head = run(["-C", folder, "log", "-1", "--format=%H%x1f%an <%ae>"])?
      .split(separator: "\u{1F}", maxSplits: 1).map(String.init)
    return SourceRevision(
      repository: origin(of: folder), commit: head?.first, author: head?.dropFirst().first,
      isDirty: run(["-C", folder, "status", "--porcelain", "--", "."]) != "")
  }

  /// Where the repository came from, without user or password; nil where git does not say.
  private static func origin(of folder: String) -> String? {
    guard let text = run(["-C", folder, "config", "--get", "remote.origin.url"])
    else { return nil }
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
  private static func run(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }
}
