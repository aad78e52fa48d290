import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Testing

@Suite struct JournalTests {
  /// Three applies: all, one field, nothing left.
  private func applied() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    try folder.session.apply(.empty)
    return folder
  }

  @Test func itemsShowFieldsBeforeAndAfter() throws {
    let folder = try applied()
    let update = try folder.query(
      "SELECT action, entity, name, before, after FROM change_item WHERE change_set_id = 2",
      columns: 5)
    #expect(update == [["update", "key", "mak", #"{"quantity":"500"}"#, #"{"quantity":"7"}"#]])
    let create = try folder.query(
      """
      SELECT before, after FROM change_item WHERE change_set_id = 1 AND name = 'laptops.gvlk'
      """, columns: 2)
    #expect(
      create == [[nil, #"{"deployment":"laptops","key":"gvlk","use":["installation"]}"#]])
    let delete = try folder.query(
      "SELECT after FROM change_item WHERE change_set_id = 3", columns: 1)
    #expect(delete.count == SampleInventory.full.count && delete.allSatisfy { $0 == [nil] })
  }

  @Test func rowsNameTheChangeSetThatTouchedThem() throws {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    let rows = try folder.query(
      "SELECT name, change_set FROM product_key ORDER BY name", columns: 2)
    #expect(rows == [["csvlk", "1"], ["gvlk", "1"], ["mak", "2"], ["retail", "1"]])
  }

  @Test func hashesFormAChain() throws {
    let folder = try applied()
    #expect(try folder.target.firstAlteredChangeSet(project: "contoso") == nil)
    let hashes = try folder.query(
      "SELECT previous_hash, hash FROM change_set ORDER BY id", columns: 2)
    #expect(hashes.count == 3)
    #expect(hashes.map { $0[0] } == [nil, hashes[0][1], hashes[1][1]])
  }

  @Test(arguments: [
    "UPDATE change_item SET after = '{}' WHERE change_set_id = 2",
    "UPDATE change_item SET before = NULL WHERE change_set_id = 2",
    "DELETE FROM change_item WHERE change_set_id = 2",
    "UPDATE change_set SET operator = 'somebody' WHERE id = 2",
    "UPDATE change_set SET undo_of = 1 WHERE id = 2",
    "UPDATE change_set SET previous_hash = NULL WHERE id = 2",
  ])
  func alteredLineIsFound(_ statement: String) throws {
    let folder = try applied()
    try folder.tamper(statement)
    #expect(try folder.target.firstAlteredChangeSet(project: "contoso") == 2)
  }

  /// No secret in the journal, whatever an entry says, and none in an error.
  @Test func canary() throws {
    let folder = try TemporaryFolder()
    let secret = SampleInventory.secret
    let desired = SampleInventory.changing("mak") {
      $0.annotations.note = "the key is \(secret.reveal()), keep it"
      $0.annotations.labels = [Label(name: "key", value: secret.reveal())]
    }
    try folder.session.apply(desired)
    try folder.session.apply(SampleInventory.full)
    let columns = try folder.query("SELECT before, after FROM change_item", columns: 2)
    let text = columns.flatMap { $0 }.compactMap { $0 }.joined()
    #expect(!text.contains(secret.reveal()))
    #expect(text.contains("…-\(secret.tail.text)"))
    #expect(!text.contains(SampleInventory.hostSecret.reveal()))
    #expect(text.contains(SampleKeys.secret(3).reveal()), "public keys are shown")

    let order = try folder.session.order(to: .empty)
    try folder.session.apply(desired)
    try folder.tamper("UPDATE product_key SET kind = 'gvlk' WHERE name = 'mak'")
    let stale = String(reflecting: folder.session.refusal(of: order))
    #expect(stale.contains("note") && !stale.contains(secret.reveal()))
    try folder.tamper("UPDATE product_key SET value = value || 'B' WHERE name = 'mak'")
    let damaged = String(reflecting: folder.session.refusal(of: order))
    #expect(damaged.contains("damaged") && !damaged.contains("FKFKF"))
  }
}
