import KeyformCore
import Testing

/// Where planned changes come from, by what the journal says and where its commits are.
@Suite struct ChangeOriginsTests: JournalFixture {
  /// Change set 2 comes from elsewhere, 3 is an undo of 1, and of 4 nobody can tell.
  private let sources = [
    Self.source(1, .inHistory), Self.source(2, .elsewhere), Self.source(3, nil, undoOf: 1),
    Self.source(4, .untold),
  ]

  private func origins(
    _ change: Change, _ journal: [(changeSet: Int, change: Change)], drift: Bool = true,
    base: BaseComparison? = nil
  ) -> [String] {
    ChangeOrigins(
      of: [change], records: records(journal), sources: sources,
      driftWithheld: drift ? false : nil, base: base, isPublic: { _ in true }
    ).rows.map { words($0) }
  }

  @Test func theLastWordOnEachFieldCounts() {
    let (one, two) = (host("a", port: 1), host("a", port: 2))
    let begun = [(1, Change(.create(one)))]
    #expect(origins(update(one, two), begun) == [], "from this history")
    let elsewhere = begun + [(2, update(one, two))]
    #expect(origins(update(two, one), elsewhere) == [#"["port"] takes back 2"#])
    #expect(origins(update(two, host("a", port: 3)), elsewhere) == [#"["port"] takes back 2"#])
    let titled = host("a", port: 2, title: "t")
    #expect(origins(update(two, titled), elsewhere) == [], "another field than it wrote")
    let confirmed = elsewhere + [(1, update(two, one)), (1, update(one, two))]
    #expect(origins(update(two, one), confirmed) == [], "written from this history since")
    let untold = begun + [(4, update(one, titled))]
    #expect(
      origins(update(titled, one), untold) == [#"["port", "title"] unknown 4"#])
  }

  @Test func rowsThatComeAndGo() {
    let row = host("a", port: 1)
    let created = [(2, Change(.create(row)))]
    #expect(origins(Change(.delete(row)), created) == ["[] takes back 2"])
    #expect(origins(Change(.release(row)), created) == ["[] takes back 2"])
    let deleted = [(1, Change(.create(row))), (2, Change(.delete(row)))]
    #expect(origins(Change(.create(row)), deleted) == ["[] takes back 2"])
    let updated = [(1, Change(.create(row))), (2, update(row, host("a", port: 2)))]
    #expect(origins(Change(.delete(host("a", port: 2))), updated) == ["[] takes back 2"])
    #expect(origins(Change(.create(row)), []) == [], "new")
  }

  @Test func whatDriftedIsDrift() {
    let (one, two, three) = (host("a", port: 1), host("a", port: 2), host("a", port: 3))
    let begun = [(1, Change(.create(one)))]
    #expect(origins(update(three, one), begun) == [#"["port"] drift after 1"#])
    #expect(origins(update(three, one), begun, drift: false) == [])
    // Elsewhere wrote what the files want by now: nothing of it is taken back, but the target drifted.
    let elsewhere = begun + [(2, update(one, two))]
    #expect(origins(update(three, two), elsewhere) == [#"["port"] drift after 2"#])
    #expect(
      origins(update(three, one), elsewhere) == [#"["port"] takes back 2"#], "the first that is so")
    let titled = host("a", port: 2, title: "by hand")
    #expect(
      origins(update(titled, one), elsewhere)
        == [#"["port"] takes back 2"#, #"["title"] drift after 2"#])
    #expect(origins(Change(.create(one)), begun) == ["[] drift after 1"], "gone by hand")
    #expect(origins(Change(.delete(one)), []) == ["[] drift after 0"], "inserted by hand")
  }

  @Test func anUndoIsToldOnce() {
    let (one, two) = (host("a", port: 1), host("a", port: 2))
    let journal = [(1, Change(.create(one))), (1, update(one, two)), (3, update(two, one))]
    #expect(origins(update(one, two), journal) == [#"["port"] takes back 3"#])
    #expect(origins(update(one, host("a", port: 9)), journal) == [], "something new")
    let found = ChangeOrigins(
      of: [update(one, two)], records: records(journal), sources: sources, driftWithheld: false,
      isPublic: { _ in true })
    #expect(found.writtenAgain.map(\.fields) == [["port"]])
    #expect(found.rows.allSatisfy { !$0.takesBackCommit })
  }

  @Test func tailAndCheckOfASecretAreItsValue() {
    let old = secret("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4")
    let new = secret("FKFKF-KYKYK-DMDMD-PXPXP-QDMV6")
    let journal = [(1, Change(.create(old))), (2, update(old, new))]
    #expect(origins(update(new, old), journal) == [#"["value"] takes back 2"#])
  }
}
