import Foundation

/// What a run left behind.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String
}

/// Where the tests find the program, the examples and the small scripts of `Fixtures/bin`.
enum Checkout {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
  static let examples = root.appendingPathComponent("examples")

  /// The folder of the program that was built with this test bundle.
  static let products: URL = {
    let debug = root.appendingPathComponent(".build/debug")
    let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
    let beside = arguments.map { $0.deletingLastPathComponent() }
    return (beside + [debug]).first {
      FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("keyform").path)
    } ?? debug
  }()

  static let path = [
    products.path, tests.appendingPathComponent("Fixtures/bin").path,
    root.appendingPathComponent(".venv/bin").path, "/usr/local/bin", "/usr/bin", "/bin",
    "/usr/sbin", "/sbin",
  ].joined(separator: ":")
}

extension Workspace {
  /// Runs a line of bash in the folder, with a small environment that is the same everywhere.
  func run(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
    let id = UUID().uuidString
    let scratch = FileManager.default.temporaryDirectory
    let output = scratch.appendingPathComponent("keyform-output-\(id)")
    let errors = scratch.appendingPathComponent("keyform-errors-\(id)")
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // Killed after a minute: a run that hangs fails its own test and no other.
    process.arguments = [
      "-c", "umask 022; exec timeout --signal=KILL 60 bash -o pipefail -c \"$0\"", line,
    ]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": Checkout.path, "HOME": folder.path, "TMPDIR": scratch.path, "LC_ALL": "C.UTF-8",
      "TZ": "UTC", "KEYFORM_OPERATOR": "tester",
      // Releases run out of support, and the catalogue itself grows old.
      "KEYFORM_TODAY": "2026-11-30", "EXAMPLES": Checkout.examples.path,
      "PROJECT": Checkout.root.path, "GIT_CONFIG_NOSYSTEM": "1",
    ].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      status: process.terminationStatus + signal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
