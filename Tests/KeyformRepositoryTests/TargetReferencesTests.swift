import Foundation
import KeyformCore
import KeyformRepository
import Testing

/// References to other projects' keys, settled by what the target tells.
@Suite struct TargetReferencesTests {
  private static let files = [
    "keys.yaml": """
    deployments:
      d: {os: windows-11/enterprise, release: 25H2}
    bindings:
      b: {deployment: d, key: "platform:mak", use: [activation]}
    hosts:
      h: {fqdn: kms.contoso.example, hostKey: ["platform:csvlk", "second:csvlk"]}
    directories:
      f: {forest: contoso.example, hostKey: "platform:csvlk"}

    """
  ]

  private func resolved(
    _ keys: [String: [(name: String, sharedWith: [String])]], uses: [CrossProjectUse] = [],
    project: String = "keyform: 1\nproject: test\n"
  ) throws -> (before: BuiltState, after: BuiltState?) {
    let repository = try TemporaryRepository(Self.files, project: project)
    try repository.write("platform/keyform.yaml", "keyform: 1\nproject: platform\n")
    try repository.write(
      "platform/keys.yaml",
      "keys: {csvlk: {kind: csvlk, products: [windows-server-2025], sharedWith: [test], tail: 2YT43, check: 9f3}, mak: {kind: mak, sharedWith: [test], products: [windows-11/enterprise], tail: 2YT43, check: 9f3}}\n"
    )
    let loaded = repository.load()
    let state = loaded.assemble(secrets: .open(Reading.environment))
    let neighbours = OtherProjects(
      keys: keys.mapValues { keys in
        EntrySet(
          keys.map { key in
            var value = ProductKey(name: key.name)
            value.sharedWith = key.sharedWith
            return Entry(value, origin: .none)
          })
      }, uses: uses)
    return (state, state.resolved(in: loaded, by: neighbours))
  }

  private func shown(_ state: BuiltState?) -> [String] {
    (state?.diagnostics ?? []).map { "\($0.rule) \($0.address?.description ?? "-")" }
  }

  @Test func whatIsSharedIsSettled() throws {
    let (before, after) = try resolved([
      "platform": [("csvlk", ["test"]), ("mak", ["te*"])], "second": [("csvlk", ["*"])],
    ])
    #expect(shown(before) == ["REF004 -", "REF004 -"])
    #expect(after != nil && shown(after) == [])
    #expect(after?.state.imported.keys.sorted() == ["platform", "second"])
    #expect(after?.state.imported["platform"]?["mak"] != nil)
  }

  @Test func whatIsMissingOrNotSharedIsAnErrorOfForm() throws {
    let (_, after) = try resolved(["platform": [("csvlk", ["other"]), ("mka", ["test"])]])
    #expect(
      shown(after) == [
        "REF002 binding/b", "REF002 host/h", "REF003 host/h", "REF003 directory/f",
      ])
    let found = after?.diagnostics ?? []
    #expect(found.allSatisfy { $0.isStructural && $0.severity == .error && $0.place != nil })
    #expect(found.map { $0.place?.line } == [4, 6, 6, 8])
    #expect(found.first?.summary.contains("`platform` shares no key `mak`") == true)
    #expect(found.first?.summary.contains("did you mean `platform:mka`?") == true)
  }

  /// The files of an imported project go before the target's rows.
  @Test func importsGoFirst() throws {
    let (before, after) = try resolved(
      ["second": [("csvlk", ["test"])]],
      project: "keyform: 1\nproject: test\nimports: {platform: platform}\n")
    #expect(shown(before) == ["REF004 -"])
    #expect(shown(after) == [])
    #expect(after?.state.imported["platform"]?["mak"]?.value.keyKind == .mak)
  }

  @Test func nothingNewIsNoNewState() throws {
    let loaded = try TemporaryRepository([
      "keys.yaml": "hosts: {h: {fqdn: kms.contoso.example, hostKey: own}}\n"
    ]).load()
    let state = loaded.assemble(secrets: .open(Reading.environment))
    let shared = OtherProjects(
      keys: ["platform": EntrySet([Entry(ProductKey(name: "mak"), origin: .none)])], uses: [])
    #expect(state.resolved(in: loaded, by: shared) == nil)
    let use = CrossProjectUse(
      project: "berlin", address: Address(.host, "kms"), key: KeyReference(name: "own"))
    let used = state.resolved(in: loaded, by: OtherProjects(keys: [:], uses: [use]))
    #expect(used?.state.crossProjectUses == [use])
    #expect(shown(used) == shown(state))
  }
}
