import KeyformCore
import KeyformRules
import Testing

/// Entries of an own catalogue that nothing uses.
@Suite struct OverrideFindingTests {
  private func override(_ name: String, _ products: [String]) -> CatalogOverride {
    CatalogOverride(section: "products", name: name, products: products)
  }

  @Test func unusedOnesAreTold() {
    let overrides = [
      override("used", ["windows-11"]), override("unused", ["windows-9"]),
      override("one-of-two", ["windows-9", "windows-11"]), override("other", ["windows-8"]),
    ]
    let found = OverrideFindings.unused(
      overrides, productsInUse: ["windows-11"], RuleSettings())
    #expect(found.map(\.index) == [1, 3])
    let diagnostics = found.map { $0.finding.diagnostic(at: nil) }
    #expect(diagnostics.map(\.rule) == ["IDLE003", "IDLE003"])
    #expect(diagnostics[0].severity == .info && diagnostics[0].detail.contains("`unused`"))
    let off = RuleSettings(byRule: ["IDLE003": .init(level: .off)])
    #expect(OverrideFindings.unused(overrides, productsInUse: [], off).isEmpty)
  }

  @Test func manyAreToldOnce() {
    let overrides = (1...6).map { override("entry-\($0)", ["windows-9"]) }
    let five = OverrideFindings.unused(
      Array(overrides.prefix(5)), productsInUse: [], RuleSettings())
    #expect(five.count == 5)
    let found = OverrideFindings.unused(overrides, productsInUse: [], RuleSettings())
    #expect(found.map(\.index) == [0])
    let diagnostic = found.first?.finding.diagnostic(at: nil)
    #expect(diagnostic?.summary.contains("6 entries") == true)
    #expect(diagnostic?.detail.contains("`entry-5`, …") == true)
  }
}
