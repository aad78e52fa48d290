import KeyformCore
import KeyformSQL
import KeyformTestSupport
import Testing

@Suite struct HistoryTests {
  /// Four applies by project `contoso`, and one by another between them.
  private func applied() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.session.apply(SampleInventory.full)
    try folder.session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    var other = ProductKey(name: "mak")
    other.keyKind = .mak
    try TargetSession(folder.target, project: "fabrikam").apply(
      Inventory(keys: EntrySet([Entry(other, origin: .none)])), secrets: [:])
    try folder.session.apply(
      SampleInventory.changing("mak") {
        $0.quantity = .count(8)
        $0.annotations.title = "new"
      })
    try folder.session.apply(.empty)
    return folder
  }

  private func verdict(
    _ folder: TemporaryFolder, expecting hash: String? = nil
  ) throws -> JournalVerdict {
    let found = try folder.target.verifyJournal(project: "contoso", expecting: hash)
    if found.altered.isEmpty { return found }
    return found.adding(
      JournalSuspects.flaws(
        in: try folder.target.records(project: "contoso", of: .all), altered: found.altered,
        stored: try folder.session.read().inventory))
  }

  @Test func selectsItems() throws {
    let folder = try applied()
    let all = try folder.target.records(project: "contoso", of: .all)
    #expect(all.count == 2 * SampleInventory.full.count + 2)
    #expect(all.map(\.changeSet) == all.map(\.changeSet).sorted())
    let set = try folder.target.records(project: "contoso", of: .changeSet(4))
    #expect(set.map(\.address) == [Address(.key, "mak")] && set.map(\.ordinal) == [1])
    #expect(try folder.target.records(project: "contoso", of: .changeSet(3)).isEmpty)
    let key = try folder.target.records(project: "contoso", of: .address(Address(.key, "mak")))
    #expect(key.map(\.changeSet) == [1, 2, 4, 5])
    #expect(key.map(\.action) == ["create", "update", "update", "delete"])
    #expect(try folder.target.records(project: "nobody", of: .all).isEmpty)
  }

  @Test func countsActions() throws {
    let folder = try applied()
    let entries = try folder.target.history(project: "contoso", limit: 2)
    #expect(entries.map(\.changeSet) == [5, 4])
    #expect(
      entries.map(\.actions) == [
        [ActionCount(action: "delete", count: SampleInventory.full.count)],
        [ActionCount(action: "update", count: 1)],
      ])
  }

  /// `_` stands for any letter in a pattern of SQL.
  @Test func findsRenamesAwayFromAName() throws {
    let folder = try applied()
    try folder.tamper(
      """
      INSERT INTO change_item VALUES ('contoso', 5, 98, 'update', 'key', 'b', '{"name":"a_c"}', '{}')
      """,
      """
      INSERT INTO change_item VALUES ('contoso', 5, 99, 'update', 'key', 'd', '{"name":"abc"}', '{}')
      """)
    let found = try folder.target.records(
      project: "contoso", of: .address(Address(.key, "a_c")))
    #expect(found.map(\.address.name) == ["b"])
  }

  @Test func knowsWhoWroteLast() throws {
    let folder = try applied()
    let writer = try #require(
      try folder.target.lastWriter(project: "contoso", of: Address(.key, "mak")))
    #expect(writer.changeSet == 5 && writer.operatorName == "maria")
    #expect(writer.shown == "change set 5 of 2026-11-21T10:00:00Z by maria")
    #expect(try folder.target.lastWriter(project: "contoso", of: Address(.key, "none")) == nil)
    let empty = try TemporaryFolder()
    let none = try empty.target.lastWriter(project: "c", of: Address(.key, "m"))
    #expect(none == nil && empty.bytes == nil)
  }

  @Test func anUntouchedJournalIsSound() throws {
    let folder = try applied()
    let sound = try verdict(folder)
    #expect(!sound.isAltered && sound.changeSets == 4 && sound.end?.changeSet == 5)
    let kept = try #require(try folder.target.history(project: "contoso", limit: 3).last?.hash)
    #expect(try verdict(folder, expecting: kept).remembered == .found(changeSet: 2, since: 2))
    #expect(
      try verdict(folder, expecting: sound.end?.hash).remembered == .found(changeSet: 5, since: 0))
    #expect(try verdict(folder, expecting: String(repeating: "0", count: 64)).isAltered)
  }

  @Test(arguments: [
    (
      #"UPDATE change_item SET after = '{"quantity":"9"}' WHERE change_set_id = 2"#,
      ["change set 2", "change set 2, item 1 (key/mak)"]
    ),
    (
      #"UPDATE change_item SET before = '{"quantity":"9"}' WHERE change_set_id = 2"#,
      ["change set 2", "change set 2, item 1 (key/mak)"]
    ),
    (
      "DELETE FROM change_item WHERE change_set_id = 1 AND ordinal = 3",
      ["change set 1", "change set 1, item 3"]
    ),
    ("DELETE FROM change_item WHERE change_set_id = 4", ["change set 4"]),
    ("UPDATE change_set SET operator = 'x' WHERE id = 2", ["change set 2"]),
    ("UPDATE change_set SET hash = 'x' WHERE id = 2", ["change set 2", "change set 4"]),
    ("UPDATE change_set SET previous_hash = NULL WHERE id = 4", ["change set 4"]),
    (
      "DELETE FROM change_item WHERE change_set_id = 2; DELETE FROM change_set WHERE id = 2",
      ["change set 4"]
    ),
    (
      "DELETE FROM change_item WHERE change_set_id = 1; DELETE FROM change_set WHERE id = 1 AND project = 'contoso'",
      ["change set 2"]
    ),
    (
      """
      INSERT INTO change_set (project, id, applied_at, catalog, tool_version, previous_hash, hash) \
      SELECT project, 3, applied_at, catalog, tool_version, hash, 'x' FROM change_set WHERE id = 2
      """, ["change set 3", "change set 3"]
    ),
    (
      "INSERT INTO change_item VALUES ('contoso', 4, 2, 'delete', 'key', 'x', '{}', NULL)",
      ["change set 4", "change set 4, item 2 (key/x)"]
    ),
  ])
  func namesWhatWasAltered(_ statement: String, _ places: [String]) throws {
    let folder = try applied()
    for part in statement.split(separator: ";") { try folder.tamper(String(part)) }
    let found = try verdict(folder)
    #expect(found.isAltered)
    #expect(found.flaws.map(\.place) == places, "\(found.flaws.map(\.problem))")
  }

  /// Whoever cuts off the end leaves no trace in the journal; a hash that was kept shows it.
  @Test func aCutShowsToWhoeverKeptTheHash() throws {
    let folder = try applied()
    let kept = try verdict(folder).end?.hash
    try folder.tamper(
      "DELETE FROM change_item WHERE change_set_id = 5", "DELETE FROM change_set WHERE id = 5")
    #expect(try !verdict(folder).isAltered)
    #expect(try verdict(folder, expecting: kept).remembered == .missing)
  }
}
