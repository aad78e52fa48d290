import Foundation
import Testing

extension Transcript {
  /// Runs the session in a folder of its own and tells where it went otherwise.
  func play(environment: [String: String] = [:]) throws {
    let workspace = try Workspace(files)
    for step in steps {
      let databases = try workspace.databases()
      let outcome = try workspace.run(step.command, environment: environment)
      for complaint in complaints(of: step, outcome) {
        Issue.record("\(name).transcript:\(step.number): \(complaint)")
      }
      try expectUnharmed(workspace, databases, after: step, outcome)
    }
  }

  private func complaints(of step: Step, _ outcome: Outcome) -> [String] {
    var complaints: [String] = []
    let command = "$ \(step.command)"
    if outcome.status != step.status {
      complaints.append("\(command)\nended with \(outcome.status), not \(step.status)")
    }
    if let output = ExpectedLines.difference(step.output, outcome.output) {
      complaints.append("\(command)\nprinted\n\(output)\n")
    }
    if let errors = ExpectedLines.difference(step.errors, outcome.errors) {
      complaints.append("\(command)\nprinted to standard error\n\(errors)\n")
    }
    return complaints
  }

  /// What holds for every run of the program: no crash, and nothing is lost or left lying about
  /// when it fails.
  private func expectUnharmed(
    _ workspace: Workspace, _ databases: [String: Data], after step: Step, _ outcome: Outcome
  ) throws {
    let place = "\(name).transcript:\(step.number)"
    let words = outcome.errors + outcome.output
    for sign in ["Fatal error", "Stack dump", "Backtrace", "*** ", "Thread 0"] {
      #expect(!words.contains(sign), "\(place): a crash")
    }
    // After kill -9, whoever comes next puts things right.
    guard step.command.contains("keyform "), ![0, 137].contains(outcome.status) else { return }
    #expect(try workspace.databases() == databases, "\(place): a database changed")
    #expect(try workspace.leftovers() == [], "\(place): left behind")
  }
}

extension Workspace {
  /// The bytes of every database in the folder.
  fileprivate func databases() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var files: [String: Data] = [:]
    for name in names where name.hasSuffix(".sqlite") {
      files[name] = try? Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  fileprivate func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".tmp") || $0.hasSuffix("-journal") }.sorted()
  }
}
