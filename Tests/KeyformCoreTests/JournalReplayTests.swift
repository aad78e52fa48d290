import KeyformCore
import Testing

@Suite struct JournalReplayTests {
  private let one = Address(.key, "one")
  private let two = Address(.key, "two")

  private func record(
    _ changeSet: Int, _ ordinal: Int, _ action: String, _ address: Address, before: String? = nil,
    after: String? = nil
  ) -> JournalRecord {
    JournalRecord(
      changeSet: changeSet, ordinal: ordinal, action: action, address: address, before: before,
      after: after)
  }

  private var history: [JournalRecord] {
    [
      record(1, 1, "create", one, after: #"{"kind":"mak","state":"active","quantity":"500"}"#),
      record(1, 2, "create", two, after: #"{"kind":"gvlk"}"#),
      record(2, 1, "update", one, before: #"{"quantity":"500"}"#, after: #"{"quantity":"7"}"#),
      record(3, 1, "delete", two, before: #"{"kind":"gvlk"}"#),
    ]
  }

  private func replay(_ records: [JournalRecord]) -> JournalReplay {
    var replay = JournalReplay()
    for record in records { _ = replay.take(record) }
    return replay
  }

  @Test func givesTheRows() {
    #expect(
      replay(Array(history.prefix(2))).inventory.rows.keys.entries.map(\.name) == ["one", "two"])
    let state = replay(history).inventory
    #expect(state.rows.keys.entries.map(\.value.quantity) == [.count(7)])
    #expect(state.rows.keys.entries.map(\.value.keyKind) == [.mak] && state.unreadable.isEmpty)
  }

  @Test func followsRenamesAndSwaps() {
    let swapped =
      history.prefix(2) + [
        record(2, 1, "update", one, before: #"{"name":"two"}"#, after: #"{"name":"one"}"#),
        record(2, 2, "update", two, before: #"{"name":"one"}"#, after: #"{"name":"two"}"#),
      ]
    let rows = replay(Array(swapped)).inventory.rows
    #expect(rows.keys["one"]?.value.keyKind == .gvlk && rows.keys["two"]?.value.keyKind == .mak)
    let moved =
      Array(history.prefix(2)) + [
        record(2, 1, "create", one, after: #"{"kind":"retail"}"#),
        record(
          2, 2, "update", Address(.key, "three"), before: #"{"name":"one","quantity":"500"}"#,
          after: #"{"name":"three","quantity":"9"}"#),
      ]
    let after = replay(moved).inventory.rows
    #expect(after.keys.entries.map(\.name) == ["one", "three", "two"])
    #expect(
      after.keys["three"]?.value.quantity == .count(9) && after.keys["three"]?.value.keyKind == .mak
    )
    #expect(after.keys["one"]?.value.keyKind == .retail)
  }

  @Test func aReleasedRowIsNoLongerOurs() {
    let rows = replay(
      history.prefix(1) + [
        record(2, 1, "adopt", two, before: #"{"kind":"mak"}"#, after: #"{"kind":"gvlk"}"#),
        record(3, 1, "release", one, before: #"{"kind":"mak","quantity":"500"}"#),
      ]
    ).inventory.rows
    #expect(rows.keys.entries.map(\.name) == ["two"] && rows.keys["two"]?.value.keyKind == .gvlk)
  }

  @Test func tellsWhichItemDoesNotFit() {
    var edited = history
    edited[2] = record(
      2, 1, "update", one, before: #"{"quantity":"500"}"#, after: #"{"quantity":"8"}"#)
    var key = ProductKey(name: "one")
    key.keyKind = .mak
    key.quantity = .count(7)
    let stored = Inventory(keys: EntrySet([Entry(key, origin: .none)]))
    #expect(JournalSuspects.flaws(in: history, altered: [1, 2, 3], stored: stored) == [])
    let flaws = JournalSuspects.flaws(in: edited, altered: [2], stored: stored)
    #expect(flaws.map(\.place) == ["change set 2, item 1 (key/one)"])
    edited[2] = record(
      2, 1, "update", one, before: #"{"quantity":"400"}"#, after: #"{"quantity":"7"}"#)
    #expect(
      JournalSuspects.flaws(in: edited, altered: [2], stored: stored).map(\.problem)
        == ["`quantity` before it was something else"])
    edited[2] = record(2, 1, "update", one, before: "{", after: #"{"quantity":"7"}"#)
    #expect(JournalSuspects.flaws(in: edited, altered: [2], stored: stored).count == 1)
  }

  @Test func aLifeGoesThroughRenames() {
    let life = [
      record(1, 1, "create", one, after: "{}"),
      record(2, 1, "update", two, before: #"{"name":"one"}"#, after: #"{"name":"two"}"#),
      record(3, 1, "create", one, after: "{}"),
      record(
        4, 1, "update", Address(.key, "three"), before: #"{"name":"two"}"#,
        after: #"{"name":"three"}"#),
      record(5, 1, "delete", Address(.key, "three"), before: "{}"),
      record(6, 1, "create", two, after: "{}"),
    ]
    func changeSets(of name: String) -> [Int] {
      let address = Address(.key, name)
      return EntryHistory.records(of: address) { asked in
        life.filter { $0.address == asked || $0.previousName == asked.name }
      }.map(\.changeSet)
    }
    #expect(changeSets(of: "three") == [1, 2, 4, 5])
    #expect(changeSets(of: "one") == [1, 2, 3, 4, 5])
    #expect(changeSets(of: "two") == [1, 2, 4, 5, 6])
    #expect(changeSets(of: "four") == [])
  }
}
