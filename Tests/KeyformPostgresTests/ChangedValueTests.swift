import KeyformCore
import KeyformTestSupport
import Testing

/// Values of secret keys that somebody changed or removed by hand, and unreadable unmanaged rows.
@Suite struct ChangedValueTests {
  @Test(arguments: ChangedValue.all) func isAChange(_ edit: ChangedValue) throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    try session.apply(SampleInventory.full)
    try schema.execute("UPDATE product_key SET \(edit.statement) WHERE name = 'mak'")
    let (change, value) = try edit.repaired(in: session)
    #expect(change?.writesSecret == true)
    #expect(value == SampleInventory.secret)
  }

  @Test func badRowsOfNobodyStopNobody() throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    try session.apply(SampleInventory.full)
    try schema.execute(
      "INSERT INTO deployment (project, name, os, machines) VALUES ('', 'x', 'windows-11/pro', -4)")
    let stored = try session.read()
    #expect(stored.unreadable.map(\.address) == [Address(.deployment, "x")])
    try session.apply(.empty)
  }
}
