import KeyformCatalog
import KeyformCore
import KeyformRules
import Testing

/// What the linter adds to findings, on entries made in code.
@Suite struct LinterTests {
  private static let catalog = ReferenceCatalog.builtIn()
  private static let today = CalendarDate(days: 20_778)

  private func lint(
    _ keys: [Entry<ProductKey>], settings: [String: RuleSettings.Setting] = [:],
    secrets: [SecretReading]? = nil
  ) -> [LintResult] {
    let state = DesiredState(
      project: "test", inventory: Inventory(keys: EntrySet(keys)),
      secrets: secrets ?? keys.map { _ in .notNeeded })
    return Linter.run(
      LintContext(
        state: state, catalog: Self.catalog, today: Self.today,
        settings: RuleSettings(byRule: settings)))
  }

  private func key(
    _ name: String, line: Int32 = 1, _ change: (inout ProductKey) -> Void
  ) -> Entry<ProductKey> {
    var key = ProductKey(name: name)
    key.keyKind = .mak
    key.annotations.owner = "team@contoso.example"
    key.agreement = "V1234567"
    change(&key)
    return Entry(key, origin: EntryOrigin(file: 0, line: line, column: 3))
  }

  private func stale(_ name: String = "stale", line: Int32 = 1) -> Entry<ProductKey> {
    key(name, line: line) { $0.remaining = Observation(count: 100, asOf: nil) }
  }

  @Test func todayIsTheDayThatFixturesUse() {
    #expect(Self.today.description == "2026-11-21")
  }

  @Test func settingsChangeSeverity() {
    #expect(lint([stale()]).map(\.severity) == [.warning])
    let error = RuleSettings.Setting(level: .severity(.error))
    #expect(lint([stale()], settings: ["CNT003": error]).map(\.severity) == [.error])
    #expect(lint([stale()], settings: ["CNT003": .init(level: .off)]).isEmpty)
    #expect(lint([stale()], settings: ["CNT001": .init(level: .off)]).count == 1)
  }

  @Test func rulesOfFormCannotBeLowered() {
    let entry = key("none") { $0.keyKind = nil }
    for level in [RuleSettings.Level.off, .severity(.info)] {
      let results = lint([entry], settings: ["KIND001": .init(level: level)])
      #expect(results.map(\.severity) == [.error])
      #expect(results.map(\.isStructural) == [true])
    }
  }

  @Test func secretsThatAreNoKeysAreAdjustable() {
    let entry = Entry(
      key("flawed") { _ in }.value, origin: .none, secret: .environment("KEY"))
    func results(_ settings: [String: RuleSettings.Setting]) -> [LintResult] {
      lint([entry], settings: settings, secrets: [.flawed(.length(24))])
    }
    #expect(results([:]).map(\.metadata.id) == ["KEY001"])
    #expect(results([:]).map(\.isStructural) == [false])
    #expect(results([:]).first?.finding.field == ["secret"])
    #expect(results(["KEY001": .init(level: .severity(.info))]).map(\.severity) == [.info])
  }

  @Test func adviceStaysAdvice() throws {
    let fake = try #require(KeyReading("FKFKF-KFKFK-FKFKF-BBBBC-BBBBC").key)
    let results = lint(
      [key("old") { $0.products = [ProductID("windows-7/enterprise")] }],
      settings: ["KEY005": .init(level: .severity(.error))], secrets: [.read(fake)])
    #expect(results.map(\.severity) == [.info])
  }

  @Test func adviceNamesFiveKeysAtMost() throws {
    let keys = (0..<7).map { number in
      key("mak-\(number)", line: Int32(10 - number)) {
        $0.products = [Self.catalog.editions[0].id]
      }
    }
    let secrets = try (0..<7).map { number in
      let symbols = [UInt8](repeating: 3, count: 24) + [UInt8(number)]
      return SecretReading.read(try #require(KeyMaterial(symbols: symbols)))
    }
    let results = lint(keys, secrets: secrets).filter { $0.metadata.id == "KEY005" }
    let finding = try #require(results.first?.finding)
    #expect(results.count == 1)
    // The first in the file is the last by name.
    #expect(finding.address?.name == "mak-6")
    #expect(finding.summary == "7 secret keys have no N")
    #expect(finding.detail.contains("mak-0, mak-1, mak-2, mak-3, mak-4, …"))
  }

  @Test func lateMarkerWithAFittingChecksumIsAWarningOnly() {
    #expect(KEY003Severity.of(place: 9, fits: true) == .warning)
    #expect(KEY003Severity.of(place: 9, fits: false) == nil)
  }

  @Test func manyEntriesKeepTheirOrder() {
    let keys = (0..<10_000).map { stale("key-\(10_000 + $0)", line: Int32($0)) }
    let names = lint(keys).map(\.finding.address?.name)
    #expect(names == keys.map(\.name))
  }

  @Test func settingsAreChecked() {
    let settings = RuleSettings(byRule: [
      "CNT003": .init(numbers: ["days": 90]), "LC002": .init(numbers: ["day": 90]),
      "KEY04": .init(level: .off), "CNT010": .init(level: .off),
      "KIND001": .init(level: .severity(.error)),
    ])
    #expect(
      SettingsCheck.problems(settings).map(\.summary) == [
        "CNT010 is a structural error and stays one",
        "there is no rule KEY04; did you mean KEY004?",
        "LC002 has no setting `day`",
      ])
  }

  @Test func importedKeysAreLookedAt() throws {
    let host = key("host") { $0.keyKind = .csvlk }
    var binding = Binding(name: "binding")
    binding.deployment = "clients"
    binding.key = KeyReference(project: "platform", name: "host")
    binding.use = .activation
    let bindings = EntrySet([Entry(binding, origin: .none)])
    let state = DesiredState(
      project: "test",
      inventory: Inventory(
        deployments: EntrySet([Entry(Deployment(name: "clients"), origin: .none)]),
        bindings: bindings),
      secrets: [], imported: ["platform": EntrySet([host])])
    let results = Linter.run(LintContext(state: state, catalog: Self.catalog, today: Self.today))
    #expect(results.map(\.metadata.id) == ["USE002"])
    #expect(results.first?.finding.related.first?.address.name == "host")
  }
}
