import KeyformCore
import KeyformRules
import Testing

@Suite struct OwnershipFindingTests {
  @Test func idlePatternsAreTold() {
    let stored = Inventory(hosts: EntrySet([Entry(KMSHost(name: "old"), origin: .none)]))
    let patterns = [Glob("host/o*"), Glob("key/old"), Glob("*/old"), Glob("host/new")]
    let found = RuleOnPlan(rule: "OWN001").found(stored: stored, releases: patterns)
    #expect(found.map(\.finding.field) == [["release", "1"], ["release", "3"]])
    #expect(found.allSatisfy { $0.severity == .info && !$0.isStructural })
    #expect(found.first?.finding.summary.contains("`key/old`") == true)
    let off = RuleSettings(byRule: ["OWN001": .init(level: .off)])
    let silent = RuleOnPlan(rule: "OWN001", settings: off)
    #expect(silent.found(stored: stored, releases: patterns).isEmpty)
  }

  /// Shared before, shared afterwards, with a user of that name: whether it is told.
  @Test(
    arguments: [
      (["berlin"], [], true), (["ber*"], ["munich"], true), (["berlin"], ["ber*"], false),
      ([], [], false), (["munich"], [], false), ([], ["berlin"], false),
    ] as [([String], [String], Bool)])
  func unsharedKeysAreTold(_ before: [String], _ after: [String], _ isTold: Bool) {
    var old = ProductKey(name: "mak")
    old.sharedWith = before
    var new = old
    new.sharedWith = after
    let change = Change(
      .update(from: .key(Entry(old, origin: .none)), to: .key(Entry(new, origin: .none))))
    let uses = [
      CrossProjectUse(
        project: "berlin", address: Address(.binding, "laptops"), key: KeyReference(name: "mak")),
      CrossProjectUse(
        project: "munich", address: Address(.host, "kms"), key: KeyReference(name: "other")),
      CrossProjectUse(
        project: "", address: Address(.host, "kms"), key: KeyReference(name: "mak")),
    ]
    let found = RuleOnPlan(rule: "OWN002", uses: uses).found(in: [change])
    #expect(found.count == (isTold ? 1 : 0))
    #expect(found.allSatisfy { $0.finding.detail.contains("binding/laptops of project berlin") })
    #expect(found.allSatisfy { $0.severity == .warning && $0.finding.address == change.address })
  }
}
