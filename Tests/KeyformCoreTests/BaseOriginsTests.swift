import KeyformCore
import Testing

/// Which planned changes are the branch's, and which wait since before it.
@Suite struct BaseOriginsTests: JournalFixture {
  /// Change sets are numbered from 1; that of `elsewhere` comes from a commit that HEAD lacks.
  private func origins(
    _ change: Change, base: Entity?, _ journal: [Change] = [], elsewhere: Int = 0,
    released: Bool = false
  ) -> [String] {
    let numbered = journal.enumerated().map { (changeSet: $0 + 1, change: $1) }
    let sources = numbered.map { changeSet, _ in
      Self.source(changeSet, changeSet == elsewhere ? .elsewhere : .inHistory)
    }
    let wish: BaseComparison.Wish = base.map { .entry($0) } ?? (released ? .released : .nothing)
    let head: BaseComparison.Wish =
      change.after.map { .entry($0) } ?? (change.action == .release ? .released : .nothing)
    return ChangeOrigins(
      of: [change], records: records(numbered), sources: sources,
      driftWithheld: journal.isEmpty ? nil : false,
      base: BaseComparison([change.address: (base: wish, head: head)]), isPublic: { _ in true }
    ).rows.map { words($0, namesChangeSet: false) }
  }

  @Test func eachFieldIsTheBranchsOrWaits() {
    let row = host("a", port: 1, title: "old")
    let wanted = host("a", port: 2, title: "new")
    let change = update(row, wanted)
    #expect(origins(change, base: row) == ["[] own"])
    #expect(origins(change, base: wanted) == ["[] waiting"])
    #expect(origins(change, base: nil) == ["[] own"], "the base lacks the entry")
    #expect(
      origins(change, base: host("a", port: 2, title: "old"))
        == [#"["title"] own"#, #"["port"] waiting"#])
  }

  /// The history tells whether an undo or the field's last commit is newer; where it does not, the
  /// base has what the undo left, or it has not.
  @Test func theHistoryHasTheFirstWordOnAnUndo() {
    let (old, new) = (host("a", port: 1), host("a", port: 2))
    let change = Change(.update(from: old, to: new))
    let word = WordAgainst(address: change.address, field: "port", changeSet: 3)
    let journal = records([(1, Change(.create(old))), (2, change), (3, update(new, old))])
    func found(base: Entity, _ told: [WordAgainst: Bool]) -> ([String], Set<WordAgainst>) {
      let origins = ChangeOrigins(
        of: [change], records: journal,
        sources: [
          Self.source(3, nil, undoOf: 2)
        ], driftWithheld: nil,
        base: BaseComparison([change.address: (base: .entry(base), head: .entry(new))]),
        later: { open in
          #expect(Array(open.keys) == [word])
          return LaterWishes(told)
        }, isPublic: { _ in true })
      return (origins.writtenAgain.map { "\($0.fields)" }, origins.settled)
    }
    #expect(found(base: old, [word: false]) == ([#"["port"]"#], []), "an older base")
    #expect(found(base: new, [word: true]) == ([], [word]))
    #expect(found(base: old, [:]) == ([], [word]))
    #expect(found(base: new, [:]) == ([#"["port"]"#], []))
  }

  @Test func rowsThatComeAndGo() {
    let row = host("a", port: 1)
    #expect(origins(Change(.create(row)), base: nil) == ["[] own"])
    #expect(origins(Change(.create(row)), base: row) == ["[] waiting"])
    #expect(
      origins(Change(.create(row)), base: host("a", port: 2))
        == [#"["port"] own"#, #"["fqdn", "activationInterval", "renewalInterval"] waiting"#])
    #expect(origins(Change(.delete(row)), base: row) == ["[] own"])
    #expect(origins(Change(.delete(row)), base: nil) == ["[] waiting"])
    #expect(origins(Change(.delete(row)), base: nil, released: true) == ["[] own"])
    #expect(origins(Change(.release(row)), base: nil, released: true) == ["[] waiting"])
    #expect(origins(Change(.release(row)), base: nil) == ["[] own"])
  }

  @Test func aRenameIsTheBranchsWhereTheBaseHasTheOldName() {
    let (old, new) = (host("a", port: 1), host("b", port: 2))
    let change = update(old, new)
    #expect(origins(change, base: old) == ["[] own"])
    #expect(origins(change, base: new) == ["[] waiting"])
    #expect(
      origins(change, base: host("a", port: 2)) == [#"["name"] own"#, #"["port"] waiting"#])
  }

  @Test func aSecretCountsByWhatIsRecordedOfIt() {
    let row = secret("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4", in: "A")
    let wanted = secret("FKFKF-KYKYK-DMDMD-PXPXP-QDMV6", in: "B")
    let change = update(row, wanted)
    #expect(origins(change, base: row) == ["[] own"])
    #expect(
      origins(change, base: secret("FKFKF-KYKYK-DMDMD-PXPXP-QDMV6", in: "A"))
        == ["[] waiting"], "the same secret in another place")
    #expect(origins(change, base: secret(nil, in: "B")) == ["[] waiting"])
    #expect(origins(change, base: secret(nil, in: "A")) == ["[] own"])
  }

  @Test func nothingIsTakenBackWhereTheBaseHasTheTargetsValue() {
    let (one, two, three) = (host("a", port: 1), host("a", port: 2), host("a", port: 3))
    let journal = [Change(.create(one)), update(one, two)]
    let change = update(two, three)
    #expect(origins(change, base: one, journal, elsewhere: 2) == [#"["port"] takes back"#])
    #expect(origins(change, base: two, journal, elsewhere: 2) == ["[] own"])
    #expect(
      origins(Change(.delete(two)), base: two, journal, elsewhere: 2) == ["[] own"])
    #expect(
      origins(Change(.delete(two)), base: one, journal, elsewhere: 2) == ["[] takes back"])
    let deleted = journal + [Change(.delete(two))]
    #expect(origins(Change(.create(three)), base: nil, deleted, elsewhere: 3) == ["[] own"])
    #expect(
      origins(Change(.create(three)), base: three, deleted, elsewhere: 3) == ["[] takes back"])
  }

  @Test func whatDriftedIsToldOfWithTheChangeOfTheBranch() {
    let (one, two) = (host("a", port: 1), host("a", port: 2))
    let journal = [Change(.create(one))]
    let change = update(host("a", port: 9), two)
    #expect(origins(change, base: one, journal) == [#"["port"] drift"#, "[] own"])
    #expect(origins(change, base: two, journal) == [#"["port"] drift"#])
  }
}
