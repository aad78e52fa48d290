internal import Foundation
internal import KeyformCore

/// Who wrote lines of the repository last, as git says; one process a file.
struct Blame {
  private let root: String
  private let isVersioned: Bool
  /// Beyond so many lines the whole file is asked for: a command line has its limits.
  private static let mostRanges = 200

  init(root: String) {
    self.root = root
    isVersioned =
      Self.run(["-C", root, "rev-parse", "--is-inside-work-tree"]).map {
        $0.starts(with: "true".utf8)
      }
      ?? false
  }

  /// The lines, each with its last commit.
  func lines(of places: [Place]) -> [Place: WrittenLine] {
    var found: [Place: WrittenLine] = [:]
    for (file, own) in Dictionary(grouping: places, by: \.file) {
      let commits = isVersioned ? commits(of: file, Set(own.map(\.line))) : [:]
      for place in own {
        let origin = isVersioned ? commits[place.line] ?? .notCommitted : .unknown
        found[place] = WrittenLine(place: place, origin: origin)
      }
    }
    return found
  }

  private func commits(of file: String, _ lines: Set<Int>) -> [Int: LineOrigin] {
    var arguments = ["-C", root, "blame", "--porcelain"]
    if lines.count <= Self.mostRanges {
      arguments += lines.sorted().flatMap { ["-L", "\($0),\($0)"] }
    }
    guard let output = Self.run(arguments + ["--", file]) else { return [:] }
    return PorcelainBlame(output).lines
  }

  /// All of the output; nil where git fails or is missing.
  private static func run(_ arguments: [String]) -> Data? {
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
    return data
  }
}

/// The form of `git blame --porcelain`: of each line its commit, of each commit its particulars
/// where it comes first.
private struct PorcelainBlame {
  private(set) var lines: [Int: LineOrigin] = [:]

  private struct Particulars {
    var author = ""
    var seconds = 0
    var subject = ""
  }

  init(_ output: Data) {
    var commits: [Substring: Particulars] = [:]
    var commitOfLine: [Int: Substring] = [:]
    var current: Substring = ""
    var line = 0
    // Bytes, not characters: a carriage return before the break is one character with it.
    for bytes in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix("\t") {
        commitOfLine[line] = current
        continue
      }
      let words = text.split(separator: " ", maxSplits: 1)
      guard let first = words.first else { continue }
      let rest = words.count > 1 ? words[1] : ""
      switch first {
      case "author": commits[current, default: Particulars()].author = String(rest)
      case "author-time": commits[current, default: Particulars()].seconds = Int(rest) ?? 0
      case "summary": commits[current, default: Particulars()].subject = String(rest)
      case _ where first.utf8.count >= 40 && first.allSatisfy(\.isHexDigit):
        current = first
        let numbers = rest.split(separator: " ")
        line = numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
      default: break
      }
    }
    for (line, id) in commitOfLine {
      guard !id.allSatisfy({ $0 == "0" }), let known = commits[id] else {
        lines[line] = .notCommitted
        continue
      }
      let day = CalendarDate(days: Int32(clamping: known.seconds / 86_400))
      lines[line] = .commit(
        LineCommit(
          id: String(id), author: known.author, date: day.description, subject: known.subject))
    }
  }
}
