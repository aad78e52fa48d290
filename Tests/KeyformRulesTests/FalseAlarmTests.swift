import Foundation
import KeyformCore
import Testing

/// Repositories with nothing wrong in them. A rule that warns of one of these is mistaken, or the
/// repository is: settle which before either is changed.
@Suite struct FalseAlarmTests {
  private static let tests = RuleFixture.root.deletingLastPathComponent()
  private static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  /// What licensing people would write for common, right ways to install and activate.
  private static let ordinary = RuleFixture.folders(tests.appending(path: "Ordinary"))
    .map { RuleFixture(rule: "Ordinary", name: $0, base: tests) }

  private static let examples = RuleFixture.folders(root.appending(path: "examples"))
    .map { RuleFixture(rule: "examples", name: $0, base: root) }
    .filter {
      FileManager.default.fileExists(atPath: $0.folder.appending(path: "keyform.yaml").path())
    }

  @Test(arguments: ordinary + examples)
  func nothingIsWrong(_ repository: RuleFixture) throws {
    let alarms = try repository.diagnostics().filter { $0.severity > .info }
    #expect(alarms.map { "\($0.rule) \($0.place.map { "\($0.file):\($0.line)" } ?? "")" } == [])
    for alarm in alarms { Issue.record("\(alarm.rule): \(alarm.summary). \(alarm.detail)") }
  }

  @Test(arguments: ordinary + examples)
  func nothingIsSilenced(_ repository: RuleFixture) throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: repository.folder.path())
    for file in files where file.hasSuffix(".yaml") {
      let text = try String(contentsOf: repository.folder.appending(path: file), encoding: .utf8)
      let silent = text.split(separator: "\n").filter { line in
        line.contains("ignore:") || line.hasSuffix(": off") || line.contains(": off}")
      }
      #expect(silent == [], "\(file)")
    }
  }

  @Test func thereAreMany() {
    #expect(Self.ordinary.count >= 20)
    #expect(Self.examples.count >= 3)
  }
}
