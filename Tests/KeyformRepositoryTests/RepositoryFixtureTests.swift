import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// Each fixture is read as a whole: what is marked is found at its place, and nothing else.
@Suite struct RepositoryFixtureTests {
  @Test(arguments: RepositoryFixture.all)
  func whatIsMarkedIsFound(_ fixture: RepositoryFixture) throws {
    let diagnostics = try fixture.diagnostics()
    let found = Reading.shown(diagnostics)
    let expected = try fixture.expected()
    var rest = found
    let missing = expected.filter { line in
      guard let index = rest.firstIndex(of: line) else { return true }
      rest.remove(at: index)
      return false
    }
    #expect(missing == [], "not found")
    let words = Dictionary(
      zip(Reading.shown(diagnostics), diagnostics.map(\.summary)),
      uniquingKeysWith: { $0 + "; " + $1 })
    #expect(rest.map { "\($0)" } == [], "not expected: \(rest.map { words[$0] ?? "" })")
  }

  @Test(arguments: RepositoryFixture.all)
  func messagesAreSentences(_ fixture: RepositoryFixture) throws {
    for diagnostic in try fixture.diagnostics() {
      #expect(!diagnostic.summary.isEmpty && !diagnostic.summary.hasSuffix("."))
      #expect(!diagnostic.summary.contains("\n") && !diagnostic.summary.contains("  "))
      #expect(diagnostic.detail.hasSuffix("."), "\(diagnostic.detail)")
      #expect(!diagnostic.detail.contains("\n") && !diagnostic.detail.contains("  "))
      #expect(diagnostic.severity == .error || ["REF004", "SCH016"].contains(diagnostic.rule))
      #expect(
        diagnostic.isStructural || diagnostic.rule.hasPrefix("VAL") || diagnostic.rule == "REF004")
      for text in [diagnostic.summary, diagnostic.detail] { #expect(!text.contains("FKFKF")) }
    }
  }

  /// Said by the program, which knows its own version and counts over all keys.
  private static let saidByTheProgram: Set<String> = ["VAL002", "VAL004"]

  /// Made by hand in `HostileFileTests`: bytes that no text file keeps, links, sheer size.
  private static let madeByHand: Set<String> = [
    "YAML002", "YAML003", "YAML004", "YAML005", "YAML013", "FILE001", "FILE002", "FILE003",
    "FILE005", "FILE006", "FILE007", "FILE008", "FILE009", "SCH011",
  ]

  @Test func everyIdHasAFixture() throws {
    let marked = try RepositoryFixture.all.flatMap { try $0.expected() }.map {
      String($0.prefix { $0 != " " })
    }
    let covered = Set(marked).union(Self.saidByTheProgram).union(Self.madeByHand)
    let known = StructuralRules.all(RepositoryLoader.schemes).map(\.id)
    #expect(known.filter { !covered.contains($0) } == [], "have no fixture")
    #expect(covered.subtracting(known).sorted() == [], "are unknown")
    #expect(Set(marked).intersection(Self.saidByTheProgram.union(Self.madeByHand)) == [])
    #expect(Set(known).count == known.count)
  }

  @Test func everyRuleIsExplained() {
    for rule in StructuralRules.all(RepositoryLoader.schemes) {
      #expect(
        rule.what.hasSuffix(".") && rule.why.hasSuffix(".") && rule.fix.hasSuffix("."), "\(rule.id)"
      )
      #expect(!rule.name.isEmpty && rule.weight == .structural)
    }
    let names = StructuralRules.all(RepositoryLoader.schemes).map(\.name)
    #expect(Set(names).count == names.count)
  }
}
