import KeyformCore
import KeyformRules
import Testing

/// Entries of an own catalogue that nothing uses.
@Suite struct OverrideFindingTests {
  private func found(
    _ overrides: [CatalogOverride], inUse: Set<String> = [], _ settings: RuleSettings = .init()
  ) -> [LintResult] {
    RuleOnPlan(
      rule: "IDLE003", settings: settings,
      ownCatalog: OwnCatalog(overrides: overrides, productsInUse: inUse)
    ).foundInRepository()
  }

  private func override(_ name: String, _ products: [String], line: Int32 = 1) -> CatalogOverride {
    CatalogOverride(
      section: "products", name: name, products: products,
      origin: EntryOrigin(file: 0, line: line, column: 3))
  }

  @Test func unusedOnesAreTold() {
    let overrides = [
      override("used", ["windows-11"], line: 1), override("unused", ["windows-9"], line: 2),
      override("one-of-two", ["windows-9", "windows-11"], line: 3),
      override("other", ["windows-8"], line: 4),
    ]
    let results = found(overrides, inUse: ["windows-11"])
    #expect(results.map(\.finding.origin.line) == [2, 4])
    #expect(results.allSatisfy { $0.severity == .info && $0.finding.address == nil })
    #expect(results.first?.finding.detail.contains("`unused`") == true)
    #expect(found(overrides, RuleSettings(byRule: ["IDLE003": .init(level: .off)])).isEmpty)
    let raised = RuleSettings(byRule: ["IDLE003": .init(level: .severity(.error))])
    #expect(found(overrides, raised).allSatisfy { $0.severity == .info }, "advice stays advice")
  }

  @Test func manyAreToldOnce() {
    let overrides = (1...6).map { override("entry-\($0)", ["windows-9"], line: Int32($0)) }
    #expect(found(Array(overrides.prefix(5))).count == 5)
    let results = found(overrides)
    #expect(results.map(\.finding.origin.line) == [1])
    #expect(results.first?.finding.summary.contains("6 entries") == true)
    #expect(results.first?.finding.detail.contains("`entry-5`, …") == true)
  }
}
