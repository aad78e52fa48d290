import KeyformCore
import KeyformRules
import Testing

@Suite struct OwnershipFindingTests {
  @Test func idlePatternsAreTold() {
    let stored = Inventory(hosts: EntrySet([Entry(KMSHost(name: "old"), origin: .none)]))
    let patterns = [Glob("host/o*"), Glob("key/old"), Glob("*/old"), Glob("host/new")]
    let found = OwnershipFindings.idleReleases(patterns, in: stored, RuleSettings())
    #expect(found.map(\.index) == [1, 3])
    let diagnostics = found.map { $0.finding.diagnostic(at: nil) }
    #expect(diagnostics.map(\.rule) == ["OWN001", "OWN001"])
    #expect(diagnostics.allSatisfy { $0.severity == .info && !$0.isForm })
    #expect(diagnostics[0].summary.contains("`key/old`"))
    let off = RuleSettings(byRule: ["OWN001": .init(level: .off)])
    #expect(OwnershipFindings.idleReleases(patterns, in: stored, off).isEmpty)
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
      ForeignUse(
        project: "berlin", address: Address(.binding, "laptops"), key: KeyReference(name: "mak")),
      ForeignUse(
        project: "munich", address: Address(.host, "kms"), key: KeyReference(name: "other")),
      ForeignUse(
        project: "", address: Address(.host, "kms"), key: KeyReference(name: "mak")),
    ]
    let found = OwnershipFindings.unshared([change], used: uses, RuleSettings())
      .map { $0.diagnostic(at: nil) }
    #expect(found.map(\.rule) == (isTold ? ["OWN002"] : []))
    #expect(found.allSatisfy { $0.detail.contains("binding/laptops of project berlin") })
    #expect(found.allSatisfy { $0.severity == .warning && $0.address == change.address })
  }
}
