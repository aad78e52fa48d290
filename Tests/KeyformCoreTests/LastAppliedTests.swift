import KeyformCore
import Testing

/// What the journal says was applied last.
@Suite struct LastAppliedTests {
  private let key = Address(.key, "a")

  private func record(
    _ changeSet: Int, _ action: String, _ name: String, _ before: String?, _ after: String?
  ) -> JournalRecord {
    JournalRecord(
      changeSet: changeSet, ordinal: 1, action: action, address: Address(.key, name),
      before: before, after: after)
  }

  @Test func aCreateHasTheWholeRowAndUpdatesTheirFields() {
    let applied = LastApplied(
      [
        record(1, "create", "a", nil, #"{"kind":"mak","quantity":"5","note":"x"}"#),
        record(2, "update", "b", #"{"quantity":"5"}"#, #"{"quantity":"9"}"#),
        record(
          3, "update", "a", #"{"quantity":"5","note":"x"}"#,
          #"{"quantity":6,"note":null,"products":["p","q"]}"#),
      ], of: [key])
    #expect(
      applied.fields(of: key)
        == ["kind": .text("mak"), "quantity": .text("6"), "products": .list(["p", "q"])])
    #expect(applied.changeSet(of: key) == 3)
    #expect(applied.fields(of: Address(.key, "b")) == nil)
  }

  @Test(arguments: ["delete", "release"])
  func whatWentIsGone(_ action: String) {
    let applied = LastApplied(
      [
        record(1, "create", "a", nil, #"{"kind":"mak"}"#),
        record(2, action, "a", #"{"kind":"mak"}"#, nil),
      ], of: [key])
    #expect(applied.fields(of: key) == nil)
    #expect(applied.changeSet(of: key) == 2)
  }

  @Test func aRowThatWasTakenOverBeginsAsItWas() {
    let applied = LastApplied(
      [record(1, "adopt", "a", #"{"kind":"mak","quantity":"5"}"#, #"{"quantity":"6"}"#)], of: [key])
    #expect(applied.fields(of: key) == ["kind": .text("mak"), "quantity": .text("6")])
  }

  @Test func renamesCarryTheRow() {
    let records = [
      record(1, "create", "first", nil, #"{"kind":"mak"}"#),
      record(2, "update", "second", #"{"name":"first"}"#, #"{"name":"second","note":"n"}"#),
      record(3, "update", "a", #"{"name":"second"}"#, #"{"name":"a"}"#),
    ]
    let applied = LastApplied(records, of: [key])
    #expect(applied.fields(of: key) == ["kind": .text("mak"), "note": .text("n")])
    #expect(
      LastApplied(records, of: [Address(.key, "first")]).fields(of: Address(.key, "first")) == nil)
  }

  @Test func swappedNamesSwapTheRows() {
    let applied = LastApplied(
      [
        record(1, "create", "a", nil, #"{"note":"was a"}"#),
        record(1, "create", "b", nil, #"{"note":"was b"}"#),
        record(2, "update", "a", #"{"name":"b"}"#, #"{"name":"a"}"#),
        record(2, "update", "b", #"{"name":"a"}"#, #"{"name":"b"}"#),
      ], of: [key])
    #expect(applied.fields(of: key) == ["note": .text("was b")])
  }

  /// The last item on the row, and whether the row has the value that was applied last.
  @Test(
    arguments: [
      (#"{"kind":"gvlk","value":"W269N-WFGWX-YVC9B-4J6C9-T83GX"}"#, true),
      (#"{"kind":"gvlk","value":"NPPR9-FWDCX-D2C8J-H872K-2YT43"}"#, false),
      (#"{"kind":"gvlk","tail":"T83GX","check":"CHECK"}"#, true),
      (#"{"kind":"gvlk","tail":"T83GX","check":"000"}"#, false),
      (#"{"kind":"gvlk","note":"x"}"#, nil),
    ] as [(String, Bool?)])
  func valuesAreThoseAppliedLast(_ document: String, _ isLast: Bool?) throws {
    let value = try #require(KeyReading("W269N-WFGWX-YVC9B-4J6C9-T83GX").key)
    var row = ProductKey(name: "a")
    row.publicValue = value
    let document = document.replacing("CHECK", with: KeyCheck(of: value).text)
    let applied = LastApplied([record(1, "create", "a", nil, document)], of: [key])
    #expect(applied.isLast(valueOf: row) == isLast)
    #expect(LastApplied([], of: [key]).isLast(valueOf: row) == nil)
  }

  @Test func journalFormsMaskWhatLooksLikeAKey() {
    let text = "see FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"
    #expect(FieldValue.text(text).asJournaled(in: "note") == .text("see …-QDMV4"))
    #expect(FieldValue.list([text]).asJournaled(in: "labels") == .list(["see …-QDMV4"]))
    #expect(FieldValue.count(5).asJournaled(in: "quantity") == .text("5"))
    #expect(FieldValue.flag(true).asJournaled(in: "reimaged") == .text("true"))
    #expect(FieldValue.none.asJournaled(in: "note") == .none)
  }
}
