import Foundation
import KeyformCore
import Testing

/// One plan in a file: what it shows, in words. Rules are off, so that a new one changes no plan,
/// but for those that the plan shows, in a line `rules: ID ID`, and those that look at it and have
/// to find nothing, in a line `silent: ID ID`. Then sections `-- before/FILE --` and
/// `-- after/FILE --` with the files of a repository then and now, and `-- plan --` with the plan
/// between the two. Further folders are applied like `before`, in the order written: `unmanaged` as
/// rows without a project, others under the project that their keyform.yaml names. A secret is
/// `{env: SECRET_7}`, any number. A line `origins: URL URL` says from which repository the stages were
/// applied and the plan comes, and lets the target remember that. `-- undo --` holds why the plan cannot be taken back, where it
/// cannot.
struct PlanFixture: Sendable, CustomTestStringConvertible {
  struct Stage: Sendable {
    let name: String
    /// Texts by path.
    var files: [String: String] = [:]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  static let all: [PlanFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".plan") }.sorted().map {
      PlanFixture(name: String($0.dropLast(5)))
    }
  }()

  let name: String

  var testDescription: String { name }

  private var file: URL { Self.folder.appending(path: "\(name).plan") }

  struct Contents: Sendable {
    /// All but `after`.
    var stages: [Stage] = []
    var after = Stage(name: "after")
    var plan = ""
    var undo = ""
    /// Ids of the rules that the plan shows.
    var rules: [String] = []
    /// Ids of those that look at it and find nothing.
    var silent: [String] = []
    /// Where the stages and `after` come from; empty: the target remembers nothing.
    var origins: [String] = []

    func source(_ place: Int) -> SourceRevision? {
      guard origins.indices.contains(place) else { return nil }
      return SourceRevision(
        repository: origins[place], commit: "c0ffee", author: "maria", isDirty: false)
    }
  }

  struct Misplaced: Error { let header: String }

  func contents() throws -> Contents {
    let text = try String(contentsOf: file, encoding: .utf8)
    var contents = Contents()
    let parts = "\n\(text)".components(separatedBy: "\n-- ")
    for line in parts[0].split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "rules:": contents.rules = Array(words.dropFirst())
      case "silent:": contents.silent = Array(words.dropFirst())
      case "origins:": contents.origins = Array(words.dropFirst())
      default: continue
      }
    }
    for part in parts.dropFirst() {
      guard let end = part.range(of: " --\n") else { throw Misplaced(header: part) }
      let header = part[..<end.lowerBound]
      // The line break before the next header was taken away with it.
      let body = part[end.upperBound...]
      let text = body.hasSuffix("\n") || body.isEmpty ? String(body) : body + "\n"
      let names = header.split(separator: "/", maxSplits: 1).map(String.init)
      switch (names[0], names.count) {
      case ("plan", 1): contents.plan = text
      case ("undo", 1): contents.undo = text
      case ("after", 2): contents.after.files[names[1]] = text
      case (let stage, 2):
        if contents.stages.last?.name != stage { contents.stages.append(Stage(name: stage)) }
        contents.stages[contents.stages.count - 1].files[names[1]] = text
      default: throw Misplaced(header: String(header))
      }
    }
    return contents
  }

  /// Writes what came out in place of what is expected.
  func record(plan: String, undo: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let head = text.components(separatedBy: "-- plan --\n")[0]
    let tail = undo.isEmpty ? "" : "-- undo --\n\(undo)"
    try Data("\(head)-- plan --\n\(plan)\(tail)".utf8).write(to: file, options: .atomic)
  }
}
