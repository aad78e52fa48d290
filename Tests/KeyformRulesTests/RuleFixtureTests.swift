import Foundation
import KeyformCore
import KeyformRules
import Testing

/// Each fixture end to end: files in, diagnostics at their lines out, and no others of what the
/// fixture is about.
@Suite struct RuleFixtureTests {
  @Test(arguments: RuleFixture.all)
  func findsWhatIsMarked(_ fixture: RuleFixture) throws {
    let diagnostics = try fixture.judged()
    let found = diagnostics.map { diagnostic in
      "\(diagnostic.place.map { "\($0.file):\($0.line)" } ?? "nowhere") \(diagnostic.rule)"
    }
    let expected = try fixture.expected()
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "not expected")
    #expect(expected.count == found.count)
  }

  @Test(arguments: RuleFixture.all)
  func messagesSayWhatToDoAndHideSecrets(_ fixture: RuleFixture) throws {
    for diagnostic in try fixture.diagnostics() {
      #expect(!diagnostic.summary.isEmpty && !diagnostic.summary.hasSuffix("."))
      #expect(!diagnostic.summary.contains("\n"))
      #expect(diagnostic.detail.hasSuffix("."), "\(diagnostic.detail)")
      #expect(!diagnostic.detail.contains("  "), "\(diagnostic.detail)")
      // Every fake secret begins so.
      for text in [diagnostic.summary, diagnostic.detail] + diagnostic.related.map(\.text) {
        #expect(!text.uppercased().contains("FKFKF"))
      }
    }
  }

  @Test func findingsAreTheSameEachTime() throws {
    for fixture in RuleFixture.all.filter({ $0.rule.hasPrefix("BIND") || $0.rule == "IGN" }) {
      #expect(try fixture.diagnostics() == fixture.diagnostics())
    }
  }

  @Test func severitiesOfMilderCases() throws {
    let expected: [(rule: String, name: String, severity: Severity)] = [
      ("KEY005", "second-secret", .info), ("KEY005", "old-key-new-product", .warning),
      ("KEY007", "a-pro-again", .warning), ("KEY007", "mak-again", .error),
      ("CNT001", "remaining-alone", .warning), ("CNT001", "summed", .error),
      ("USE005", "windows-twice.mak", .error), ("USE005", "other-edition.gvlk", .warning),
      ("KIND008", "plain", .error), ("KIND008", "converted-client", .info),
    ]
    for (rule, name, severity) in expected {
      let found = try RuleFixture(rule: rule, name: "main").diagnostics()
        .filter { $0.rule == rule && $0.address?.name == name }
      #expect(found.map(\.severity) == [severity], "\(rule) \(name)")
    }
  }

  @Test func formAndChangeTravelWithTheFinding() throws {
    let short = try RuleFixture(rule: "KEY001", name: "main").diagnostics()
    #expect(short.first { $0.address?.name == "one-short" }?.isStructural == true)
    // A secret stands outside the files: what is wrong with it leaves the files readable.
    #expect(short.first { $0.address?.name == "short-secret" }?.isStructural == false)
    let ended = try RuleFixture(rule: "LC001", name: "main").diagnostics()
      .filter { $0.rule == "LC001" }
    #expect(ended.allSatisfy { $0.isErrorOnChange && $0.severity == .warning && !$0.isStructural })
    #expect(!ended.isEmpty)
  }
}
