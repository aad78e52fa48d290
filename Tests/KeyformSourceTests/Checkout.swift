import Foundation

/// The checkout that these tests belong to.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What git tracks and what it would track, sorted; files that are gone are left out.
  static let files: [String] = {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    git.currentDirectoryURL = root
    let output = Pipe()
    git.standardOutput = output
    guard (try? git.run()) != nil else { return [] }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\0").map(String.init).sorted()
      .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path()) }
  }()

  /// Hand-written Swift files below `folders`.
  static func swiftFiles(below folders: String...) -> [String] {
    files.filter { file in
      file.hasSuffix(".swift") && !file.contains("/Generated/")
        && folders.contains { file.hasPrefix($0 + "/") }
    }
  }

  static func text(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: file)), as: UTF8.self)
  }

  static func lines(_ file: String) throws -> [String] {
    try text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  static func code(_ file: String) throws -> Code { Code(try text(file)) }
}
