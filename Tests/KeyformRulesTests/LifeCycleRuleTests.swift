import KeyformCatalog
import KeyformCore
import KeyformRules
import Testing

/// Cases of the rules on support dates that no fixture can hold: keys that are not known here, and
/// severities of milder cases.
@Suite struct LifeCycleRuleTests {
  private static let catalog = ReferenceCatalog.builtIn()

  private static func edition(_ id: String) -> [ProductID] {
    catalog.editions.map(\.id).filter { $0.text == id }
  }

  /// What is found on Windows 10 22H2 in the second year of its updates, with one key of another
  /// project bound.
  private func found(imported: [String: EntrySet<ProductKey>]) throws -> [String] {
    var deployment = Deployment(name: "clients")
    deployment.os = Self.edition("windows-10/enterprise").first
    deployment.release = "22H2"
    deployment.media = .volume
    var binding = Binding(name: "updates")
    binding.deployment = "clients"
    binding.key = KeyReference(project: "platform", name: "esu")
    binding.use = .activation
    let state = DesiredState(
      project: "test",
      inventory: Inventory(
        deployments: EntrySet([Entry(deployment, origin: .none)]),
        bindings: EntrySet([Entry(binding, origin: .none)])),
      secrets: [], imported: imported)
    let today = try #require(CalendarDate("2026-11-21"))
    return Linter.run(LintContext(state: state, catalog: Self.catalog, today: today))
      .map(\.metadata.id)
  }

  private func esu(_ year: String, _ state: KeyState = .active) -> [String: EntrySet<ProductKey>] {
    var key = ProductKey(name: "esu")
    key.keyKind = .esuMAK
    key.state = state
    key.products = Self.edition("windows-10-esu/\(year)")
    return ["platform": EntrySet([Entry(key, origin: .none)])]
  }

  @Test func keysOfOtherProjectsCount() throws {
    #expect(try found(imported: esu("year-2")) == [])
    #expect(try found(imported: esu("year-1")) == ["LC003"])
    #expect(try found(imported: esu("year-2", .standby)) == ["LC003"])
  }

  /// It may be the one of the year, so neither LC001 nor LC003 speaks.
  @Test func anUnknownKeyIsNoGap() throws {
    #expect(try found(imported: [:]) == [])
  }

  @Test func aHostThatMayBeExtendedIsAWarning() throws {
    func severities(_ rule: String, _ name: String) throws -> [Severity] {
      try RuleFixture(rule: rule, name: name).diagnostics().filter { $0.rule == rule }
        .map(\.severity)
    }
    #expect(try severities("LC004", "day-after") == [.warning])
    #expect(try severities("LC004", "by-build") == [.error])
  }

  @Test func anOldCatalogueIsNoEntrysFault() throws {
    let found = try RuleFixture(rule: "LC006", name: "with-days").diagnostics()
    let diagnostic = try #require(found.first { $0.rule == "LC006" })
    #expect(diagnostic.address == nil && !diagnostic.isStructural)
    #expect(diagnostic.detail.contains("31 days old; at most 30 are allowed"))
  }
}
