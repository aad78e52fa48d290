import Foundation
import KeyformCore
import KeyformRules
import Testing

/// The list, the files and the fixtures name the same rules.
@Suite struct RuleListTests {
  private static let root = RuleFixture.root.deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func everyFileIsListed() throws {
    let folder = Self.root.appending(path: "Sources/KeyformRules/Rules")
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path()))
    let types = Set(AllRules.list.map { "\($0).swift" })
    #expect(types.count == AllRules.list.count, "a rule is listed twice")
    #expect(files.subtracting(types).sorted() == [], "in Rules, but not in AllRules")
    #expect(types.subtracting(files).sorted() == [], "in AllRules, but no file of Rules")
    for rule in AllRules.list {
      #expect("\(rule)".hasPrefix(rule.metadata.id))
      #expect(!rule.checks.isEmpty)
    }
  }

  /// What a rule finds may hang on the settings of another: then a run of rules with other settings alone
  /// does not show all. Found in the code, by the ids that stand where settings are asked for.
  @Test func rulesThatOthersAskForAreKnown() throws {
    let folder = Self.root.appending(path: "Sources/KeyformRules")
    let ids = Set(AllRules.list.map { $0.metadata.id })
    var asking = Set<String>()
    var named: [(file: String, ids: Set<String>)] = []
    var asks = Set<String>()
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    where file.hasPrefix("Rules/") || file.hasPrefix("Context/") {
      let lines = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        .split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      let name = file.split(separator: "/").last.map(String.init) ?? ""
      let own = ids.first { name.hasPrefix($0) }
      // Words of code, and a whole literal; ids in sentences are none.
      let code = lines.joined(separator: "\n")
      let found = try ids.filter { id in
        let word = try Regex(#"\b\#(id)[A-Z]\w*\.|\.[a-zA-Z]+\#(id)\b"#)
        return id != own && (code.contains("\"\(id)\"") || code.contains(word))
      }
      if code.contains("settings") {
        asking.formUnion(found)
        if let own { asks.insert(own) }
      }
      named.append((file, found))
    }
    // One that asks for its own, in what others call.
    for file in named { asking.formUnion(file.ids.intersection(asks)) }
    #expect(!asking.isEmpty)
    for id in asking.sorted() {
      #expect(
        Linter.looksAtOthers([id]), "other rules ask for \(id): add it to Linter.looksAtOthers")
    }
  }

  private static func judgesPlans(_ rule: any Rule.Type) -> Bool {
    rule.checks.contains { if case .plan = $0 { true } else { false } }
  }

  private static let ofRepositories = AllRules.list.filter { !judgesPlans($0) }
    .map { $0.metadata.id }

  @Test func everyRuleHasAFixture() {
    let folders = Set(RuleFixture.folders(RuleFixture.root))
    // IGN is the linter's own.
    let rules = Set(Self.ofRepositories + ["IGN"])
    #expect(rules.subtracting(folders).sorted() == [], "rules without a folder in Fixtures")
    #expect(folders.subtracting(rules).sorted() == [], "folders in Fixtures of no rule")
  }

  /// A plan that shows the finding: of a plan fixture, or of a run of the program where the target
  /// has to be changed by hand.
  @Test func everyRuleAboutPlansIsShown() throws {
    let tests = RuleFixture.root.deletingLastPathComponent().deletingLastPathComponent()
    var shown = ""
    for folder in ["KeyformEngineTests/Fixtures", "KeyformCommandTests/Fixtures"] {
      let folder = tests.appending(path: folder)
      for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      where file.hasSuffix(".plan") || file.hasSuffix(".transcript") {
        shown += try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      }
    }
    for rule in AllRules.list where Self.judgesPlans(rule) {
      let id = rule.metadata.id
      #expect(shown.contains("[\(id)]"), "no plan fixture and no transcript shows \(id)")
    }
  }

  @Test(arguments: ofRepositories)
  func fixturesFailTwiceAndPassOnce(_ rule: String) throws {
    let fixtures = RuleFixture.all.filter { $0.rule == rule }
    let marks = try fixtures.flatMap { try $0.expected() }.filter { $0.hasSuffix(" " + rule) }
    #expect(marks.count >= 2, "mark two lines at least: # expect: \(rule)")
    let entries = try fixtures.reduce(0) { count, fixture in
      let path = fixture.folder.appending(path: "entries.yaml")
      let text = try String(contentsOf: path, encoding: .utf8)
      return count
        + text.split(separator: "\n").count {
          $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  #")
        }
    }
    #expect(entries > marks.count, "entries.yaml needs an entry that \(rule) is silent on")
  }

  @Test func metadataIsComplete() {
    let all = AllRules.metadata
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(Set(AllRules.list.map { $0.metadata.name }).count == AllRules.list.count)
    for rule in all {
      for text in [rule.what, rule.why, rule.fix] {
        #expect(text.hasSuffix("."), "\(rule.id): \(text)")
        #expect(!text.contains("\n"), "\(rule.id): \(text)")
      }
      #expect(!rule.source.isEmpty)
      for number in rule.numbers { #expect(rule.what.contains("(setting `\(number)`)")) }
      #expect(rule.since.wholeMatch(of: /[0-9]+\.[0-9]+/) != nil, "\(rule.id): \(rule.since)")
    }
  }

  @Test func traitsFitIntoTheirSet() {
    #expect(EntryTrait.allCases.count <= 64)
  }

  @Test func documentNamesEveryRule() {
    let structural = RuleMetadata(
      id: "SCH099", name: "shape", severity: .error, what: "A | B.", why: "Why.", fix: "Fix.",
      source: "test")
    let text = RulesDocument.markdown(structural: [structural])
    for rule in AllRules.metadata {
      #expect(text.contains("\n## \(rule.id) \(rule.name)\n"))
      #expect(text.contains("| [\(rule.id)](#"))
    }
    #expect(text.contains("| SCH099 | shape | error | A \\| B. | Fix. |"))
    #expect(text.hasSuffix("|\n"))
  }
}
