import Foundation

/// A temporary folder in which the program runs as a process; removed with the value's last user.
final class Workspace {
  let folder: URL

  init(_ files: [(path: String, text: String)] = []) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("keyform-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files { try write(file.path, file.text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ path: String, _ text: String) throws {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
  }

  /// A copy of a folder below `examples/`, with its sample secrets filled in.
  static func example(_ name: String) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.shell("cp -r \"$EXAMPLES\"/\(name)/. . && with-secrets")
    return workspace
  }

  /// Runs a line of bash that has to succeed.
  @discardableResult
  func shell(_ line: String) throws -> String {
    let outcome = try run(line)
    guard outcome.status == 0 else {
      throw CommandFailed(line: line, status: outcome.status, errors: outcome.errors)
    }
    return outcome.output
  }
}

struct CommandFailed: Error, CustomStringConvertible {
  let line: String
  let status: Int32
  let errors: String
  var description: String { "`\(line)` ended with \(status): \(errors)" }
}
