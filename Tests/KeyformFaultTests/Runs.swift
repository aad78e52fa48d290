import Foundation

/// What a run left behind.
struct Outcome: CustomStringConvertible {
  let status: Int32
  let output: String
  let errors: String
  let seconds: Double

  var description: String { "ended with \(status)\n\(output.suffix(500))\(errors)" }
}

struct CommandFailed: Error, CustomStringConvertible {
  let line: String
  let outcome: Outcome
  var description: String { "`\(line)` \(outcome)" }
}

/// A line of bash that is under way.
final class Running {
  private let process = Process()
  private let output: URL
  private let errors: URL
  private let start = ContinuousClock.now

  fileprivate init(_ line: String, in folder: URL, _ environment: [String: String]) throws {
    let id = UUID().uuidString
    output = folder.appendingPathComponent(".output-\(id)")
    errors = folder.appendingPathComponent(".errors-\(id)")
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // What hangs fails its own test and no other.
    process.arguments = ["-c", "exec timeout --signal=KILL 150 bash -o pipefail -c \"$0\"", line]
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  /// Waits for the end.
  func outcome() throws -> Outcome {
    process.waitUntilExit()
    defer {
      for url in [output, errors] { try? FileManager.default.removeItem(at: url) }
    }
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    let time = (ContinuousClock.now - start).components
    return Outcome(
      status: process.terminationStatus + signal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
      seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18)
  }
}

extension Scene {
  /// Starts a line of bash in the folder, with a small environment that is the same everywhere.
  func start(_ line: String, _ environment: [String: String] = [:]) throws -> Running {
    try Running(line, in: folder, self.environment(environment))
  }

  func run(_ line: String, _ environment: [String: String] = [:]) throws -> Outcome {
    try start(line, environment).outcome()
  }

  /// Runs a line that has to succeed; gives its output.
  @discardableResult
  func shell(_ line: String, _ environment: [String: String] = [:]) throws -> String {
    let outcome = try run(line, environment)
    guard outcome.status == 0 else { throw CommandFailed(line: line, outcome: outcome) }
    return outcome.output
  }
}
