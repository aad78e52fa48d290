import KeyformCore
import Testing

/// Which changes write again what an undo took away.
@Suite struct WrittenAgainTests: JournalFixture {
  private let undos = [UndoneChangeSet(writer: Self.writer(3), undoOf: 2)]

  private func found(
    _ change: Change, after journal: [(changeSet: Int, change: Change)]
  ) -> [String] {
    WrittenAgain.among([change], records: records(journal), undos: undos) { _ in true }
      .map { "\($0.address) \($0.fields)" }
  }

  @Test func theUndoneValueAlone() {
    let (old, new) = (host("a", port: 1), host("a", port: 2))
    let journal = [(1, Change(.create(old))), (2, update(old, new)), (3, update(new, old))]
    #expect(found(update(old, new), after: journal) == [#"host/a ["port"]"#])
    #expect(found(update(old, host("a", port: 3)), after: journal) == [], "something else")
    let titled = host("a", port: 1, title: "t")
    #expect(found(update(old, titled), after: journal) == [], "another field")
    // Somebody applied the value after all, and it was changed since: the undo is history.
    let later = journal + [(4, update(old, new)), (5, update(new, old))]
    #expect(found(update(old, new), after: later) == [])
    // A later apply of another field leaves the undo's word on this one.
    let other = journal + [(4, update(old, titled))]
    #expect(
      found(update(titled, host("a", port: 2, title: "t")), after: other)
        == [#"host/a ["port"]"#])
  }

  /// Another undo's word, or one on another field, stays.
  @Test func aWordThatAChangeMayGoAgainst() {
    let (old, new) = (host("a", port: 1), host("a", port: 2))
    let journal = records([
      (1, Change(.create(old))), (2, update(old, new)), (3, update(new, old)),
    ])
    func found(_ field: String, _ changeSet: Int) -> Int {
      WrittenAgain.among(
        [update(old, new)], records: journal, undos: undos,
        settled: [WordAgainst(address: new.address, field: field, changeSet: changeSet)]
      ) { _ in true }.count
    }
    #expect(found("port", 3) == 0)
    #expect(found("title", 3) == 1)
    #expect(found("port", 2) == 1)
  }

  @Test func rowsThatComeAndGo() {
    let row = host("a", port: 1)
    let created = [(2, Change(.create(row))), (3, Change(.delete(row)))]
    #expect(found(Change(.create(row)), after: created) == ["host/a []"])
    #expect(found(Change(.create(row)), after: Array(created.prefix(1))) == [])
    let deleted = [
      (1, Change(.create(row))), (2, Change(.delete(row))), (3, Change(.create(row))),
    ]
    #expect(found(Change(.delete(row)), after: deleted) == ["host/a []"])
    #expect(
      found(Change(.delete(row)), after: deleted + [(4, update(row, host("a", port: 2)))]) == [],
      "the row was taken up since")
    let released = [
      (1, Change(.create(row))), (2, Change(.release(row))),
      (3, Change(.adopt(from: row, to: row))),
    ]
    #expect(found(Change(.release(row)), after: released) == ["host/a []"])
  }

  @Test func renames() {
    let (old, new) = (host("a", port: 1), host("b", port: 1))
    let journal = [(1, Change(.create(old))), (2, update(old, new)), (3, update(new, old))]
    #expect(found(update(old, new), after: journal) == [#"host/b ["name"]"#])
    #expect(found(Change(.create(new)), after: journal) == ["host/b []"])
    // What an undo did to the row under its former name is followed.
    let (low, high) = (host("a", port: 1), host("a", port: 2))
    let moved = [
      (1, Change(.create(low))), (2, update(low, high)), (3, update(high, low)),
      (4, update(low, new)),
    ]
    #expect(found(update(new, host("b", port: 2)), after: moved) == [#"host/b ["port"]"#])
  }

  @Test func exchangedNames() {
    let (one, two) = (host("a", port: 1), host("b", port: 2))
    let exchanged = [
      (1, Change(.create(one))), (1, Change(.create(two))),
      (2, update(one, host("b", port: 1))), (2, update(two, host("a", port: 2))),
      (3, update(host("b", port: 1), one)), (3, update(host("a", port: 2), two)),
    ]
    #expect(found(update(one, host("b", port: 1)), after: exchanged) == [#"host/b ["name"]"#])
    #expect(found(Change(.delete(one)), after: exchanged) == [])
  }
}
