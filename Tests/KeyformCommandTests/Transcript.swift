import Foundation
import Testing

/// A session at a shell, with what it must print and how it must end. People write it; the form is
/// told in Fixtures/README.md.
struct Transcript: CustomTestStringConvertible, Sendable {
  struct Step: Sendable {
    /// In the transcript's file.
    let number: Int
    let command: String
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  let name: String
  private(set) var steps: [Step] = []
  private(set) var files: [(path: String, text: String)] = []

  var testDescription: String { name }

  struct Malformed: Error {
    let place: String
    let problem: String
  }

  init(name: String, text: String) throws {
    self.name = name
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last == "" { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      } else {
        try take(String(line), number: index + 1)
      }
    }
    if steps.isEmpty { throw Malformed(place: name, problem: "no `$ ` line") }
  }

  private mutating func take(_ line: String, number: Int) throws {
    let place = "\(name):\(number)"
    if line.isEmpty || line.hasPrefix("#") { return }
    if line.hasPrefix("$ ") {
      steps.append(Step(number: number, command: String(line.dropFirst(2))))
      return
    }
    guard !steps.isEmpty else { throw Malformed(place: place, problem: "before any `$ ` line") }
    let last = steps.count - 1
    switch line.prefix(2) {
    case "| ", "|": steps[last].output.append(String(line.dropFirst(2)))
    case "! ", "!": steps[last].errors.append(String(line.dropFirst(2)))
    case "= ":
      guard let status = Int32(line.dropFirst(2)) else {
        throw Malformed(place: place, problem: "`= ` takes an exit code")
      }
      steps[last].status = status
    default: throw Malformed(place: place, problem: "neither command, output nor exit code")
    }
  }

  /// All of `Fixtures/`, by name.
  static let all: [Transcript] = {
    let folder = Checkout.tests.appendingPathComponent("Fixtures")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".transcript") }.sorted().map { path in
      let name = String(path.dropLast(".transcript".count))
      do {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        return try Transcript(name: name, text: String(decoding: data, as: UTF8.self))
      } catch {
        return Transcript(name: name, broken: error)
      }
    }
  }()

  /// One that cannot be read fails under its own name.
  private init(name: String, broken: any Error) {
    self.name = name
    steps = [Step(number: 0, command: "false", output: ["\(broken)"])]
  }
}
