import Foundation
import KeyformCore
import KeyformRules
import Testing

/// The published set of rules, by subject: each is built or waits on the list of planned ones, with
/// the severity that it is published with.
@Suite struct PublishedRuleTests {
  /// Severities of the checks; `ours` are those on Keyform itself.
  private static let published: [(subject: String, rules: String)] = [
    (
      "form and integrity of a key",
      """
      KEY001 error, KEY002 error, KEY003 error, KEY004 error, KEY005 warning, KEY006 error,
      KEY007 error, KEY008 warning
      """
    ),
    (
      "kind and catalogue",
      """
      KIND001 error, KIND002 error, KIND003 error, KIND004 warning, KIND005 error,
      KIND006 warning, KIND007 error, KIND008 error
      """
    ),
    (
      "use of a key",
      """
      BIND001 error, USE001 error, USE002 error, USE003 error, USE004 error, USE005 warning,
      USE006 info, USE007 error, USE008 error, USE009 error, USE010 info, USE011 error,
      USE012 error, USE013 error
      """
    ),
    (
      "counts",
      """
      CNT001 error, CNT002 warning, CNT003 warning, CNT004 warning, CNT005 warning, CNT006 error,
      CNT007 warning, CNT008 info, CNT009 info, CNT010 error
      """
    ),
    (
      "architecture, edition names, life cycle",
      """
      ARCH001 error, ARCH002 error, ARCH003 info, ARCH004 error, ARCH005 warning, ARCH006 error,
      ED001 error, ED002 error ours, ED003 info, ED004 info, LC001 warning, LC002 warning,
      LC003 error, LC004 error, LC005 error ours, LC006 warning
      """
    ),
    (
      "hosts, network, output, secrets",
      """
      KMS001 error, KMS002 error, KMS003 warning, KMS004 error, KMS005 error, KMS006 warning,
      KMS007 error, KMS008 error, KMS009 warning, KMS010 error, AD001 error, AD002 error,
      OUT001 error ours, OUT002 error ours, OUT003 info, OUT004 warning, OUT005 info,
      SEC001 error, SEC002 error ours, SEC003 error, SEC004 warning, SEC005 warning
      """
    ),
  ]

  /// Severity by id.
  private static func published(ours: Bool) -> [String: String] {
    var severities: [String: String] = [:]
    for rule in published.flatMap({ $0.rules.split(whereSeparator: { ",\n".contains($0) }) }) {
      let words = rule.split(separator: " ").map(String.init)
      guard words.count > 1, (words.count > 2) == ours else { continue }
      severities[words[0]] = words[1]
    }
    return severities
  }

  /// Wait for the writers of answer files and for the scan of git's history.
  private static let later: Set<String> = [
    "OUT001", "OUT002", "OUT003", "OUT004", "OUT005", "SEC003", "SEC004",
  ]

  private static var planned: [PlannedRules.Line] { PlannedRules.all.flatMap(\.lines) }

  @Test func theListHasEverySubject() {
    let all = Self.published(ours: false).count + Self.published(ours: true).count
    #expect(all == 78)
    #expect(Self.published(ours: true).count == 5)
  }

  @Test func everyRuleIsBuiltOrPlanned() {
    let severities = Self.published(ours: false)
    let known = Set(AllRules.metadata.map(\.id) + Self.planned.map(\.id))
    #expect(severities.keys.filter { !known.contains($0) }.sorted() == [])
    for rule in AllRules.metadata {
      guard let severity = severities[rule.id] else { continue }
      #expect(rule.severity.rawValue == severity, "\(rule.id)")
    }
    for line in Self.planned { #expect(line.severity == severities[line.id], "\(line.id)") }
  }

  @Test func littleIsPlanned() {
    let unexpected = Set(Self.planned.map(\.id)).subtracting(Self.later)
    #expect(unexpected.sorted() == [])
  }

  @Test func testsHoldWhatBindsOurselves() throws {
    let severities = Self.published(ours: true)
    let lines = PlannedRules.ours.lines
    #expect(lines.map(\.id).sorted() == severities.keys.sorted())
    let tests = RuleFixture.root.deletingLastPathComponent().deletingLastPathComponent()
    for line in lines {
      #expect(line.severity == severities[line.id], "\(line.id)")
      guard let test = line.heldBy else {
        #expect(Self.later.contains(line.id), "\(line.id) is held by nothing")
        continue
      }
      let parts = test.split(separator: ".").map(String.init)
      try #require(parts.count == 2)
      let file = tests.appending(path: parts[0] + ".swift")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("func \(parts[1])("), "\(test)")
    }
  }
}
