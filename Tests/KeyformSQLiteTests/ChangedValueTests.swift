import KeyformCore
import KeyformTestSupport
import Testing

/// Values of secret keys that somebody changed or removed by hand.
@Suite struct ChangedValueTests {
  @Test(arguments: ChangedValue.all) func isAChange(_ edit: ChangedValue) throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.tamper("UPDATE product_key SET \(edit.statement) WHERE name = 'mak'")
    let (change, value) = try edit.repaired(in: folder.session)
    #expect(change?.writesSecret == true)
    guard case .key(let before) = change?.before else {
      Issue.record("no change of the key")
      return
    }
    #expect(before.value.identity == edit.before)
    #expect(value == SampleInventory.secret)
  }

  /// Nobody's rows have nobody to fix them: they stop nobody.
  @Test(arguments: [
    (
      "INSERT INTO deployment (project, name, os, machines) VALUES ('', 'x', 'windows-11/pro', -4)",
      Address(.deployment, "x"), "machines is below zero"
    ),
    (
      "INSERT INTO deployment (project, name, os) VALUES ('', '', 'windows-11/pro')",
      Address(.deployment, ""), "its name is empty"
    ),
    (
      """
      INSERT INTO product_key (project, name, kind, state, quantity_unlimited) \
      VALUES ('', 'k', 'xyz', 'active', 0)
      """,
      Address(.key, "k"), "kind holds a word that is not known"
    ),
  ])
  func badRowsOfNobodyStopNobody(
    _ statement: String, _ address: Address, _ problem: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.tamper(
      statement,
      "INSERT INTO directory (project, name, forest) VALUES ('', 'good', 'x.example')")
    let row = UnreadableRow(address: address, problem: problem)
    let stored = try folder.session.read()
    #expect(stored.unreadable == [row])
    #expect(stored.unmanaged.directories.entries.map(\.name) == ["good"])
    let unmanaged = try TargetSession(folder.target, project: "").read()
    #expect(unmanaged.unreadable == [row])
    try folder.session.apply(.empty)
  }
}
