internal import Foundation

/// The YAML files of a folder as they were at a commit, laid out in a folder of their own.
///
/// Only what git keeps as ordinary files is taken, and git is asked for their bytes alone: no
/// filter, hook or link of the repository has a say.
final class CommitFiles {
  /// Mode 0700; gone with this object.
  let root: String

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Nil where git does not know the commit, or the folder was not there then.
  init?(of folder: String, at commit: String) {
    var template = Array((NSTemporaryDirectory() + "/keyform-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    root = template.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard Self.isHash(commit),
      let listing = Git.output(["-C", folder, "ls-tree", "-r", "-z", commit])
    else { return nil }
    let files = Self.files(in: listing)
    let names = files.map { $0.object + "\n" }.joined()
    guard !files.isEmpty,
      let bytes = Git.output(["-C", folder, "cat-file", "--batch"], input: Data(names.utf8))
    else { return nil }
    var rest = bytes[...]
    for file in files {
      guard let content = Self.next(&rest), write(content, to: file.path) else { return nil }
    }
  }

  /// The journal is not trusted: what is no hash could be an option of git's.
  private static func isHash(_ commit: String) -> Bool {
    [40, 64].contains(commit.utf8.count)
      && commit.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  private static func files(in listing: Data) -> [(path: String, object: String)] {
    listing.split(separator: 0).compactMap { line in
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      guard parts.count == 2, let path = String(validating: parts[1], as: UTF8.self) else {
        return nil
      }
      let head = String(decoding: parts[0], as: UTF8.self).split(separator: " ").map(String.init)
      guard head.count == 3, head[0].hasPrefix("100"), isWanted(path) else { return nil }
      return (path, head[2])
    }
  }

  private static func isWanted(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return false }
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml") || names.last == ".keyformignore"
  }

  /// `HASH blob SIZE`, a line break, the bytes, a line break.
  private static func next(_ rest: inout Data.SubSequence) -> Data.SubSequence? {
    guard let end = rest.firstIndex(of: 10) else { return nil }
    let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
    guard head.count == 3, head[1] == "blob", let size = Int(head[2]), size >= 0,
      rest.endIndex - end - 1 > size
    else { return nil }
    let start = end + 1
    defer { rest = rest[(start + size + 1)...] }
    return rest[start..<(start + size)]
  }

  private func write(_ content: Data.SubSequence, to path: String) -> Bool {
    let url = URL(fileURLWithPath: root).appendingPathComponent(path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content).write(to: url)
      return true
    } catch {
      return false
    }
  }
}

extension Git {
  /// Everything that git prints; nil where it fails or is missing.
  static func output(_ arguments: [String], input: Data? = nil) -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    let source = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    guard (try? process.run()) != nil else { return nil }
    if let input {
      // Beside reading: git answers while it is being asked, and neither may wait for the other.
      let writer = source.fileHandleForWriting
      DispatchQueue.global().async {
        try? writer.write(contentsOf: input)
        try? writer.close()
      }
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}
