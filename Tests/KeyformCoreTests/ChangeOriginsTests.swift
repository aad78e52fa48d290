import KeyformCore
import Testing

/// Where planned changes come from, by what the journal says and where its commits are.
@Suite struct ChangeOriginsTests {
  private static func source(
    _ changeSet: Int, _ place: JudgedSource.Place?, commit: String? = "c", undoOf: Int? = nil
  ) -> JudgedSource {
    JudgedSource(
      ChangeSetSource(
        writer: LastWriter(
          changeSet: changeSet, appliedAt: "2026-11-21T10:00:00Z", operatorName: "anna",
          databaseRole: nil), commit: commit, undoOf: undoOf), place)
  }

  /// Change set 2 comes from elsewhere, 3 is an undo of 1, and of 4 nobody can tell.
  private let sources = [
    source(1, .inHistory), source(2, .elsewhere), source(3, nil, undoOf: 1), source(4, .untold),
  ]

  private func host(_ name: String, port: Int, title: String? = nil) -> Entity {
    var host = KMSHost(name: name)
    host.fqdn = "kms.contoso.example"
    host.port = port
    host.annotations.title = title
    return .host(Entry(host, origin: .none))
  }

  private func records(_ changes: [(changeSet: Int, change: Change)]) -> [JournalRecord] {
    changes.map { changeSet, change in
      let item = JournalItem(change)
      return JournalRecord(
        changeSet: changeSet, ordinal: 1, action: change.action.rawValue, address: change.address,
        before: item.before.map { String(decoding: $0, as: UTF8.self) },
        after: item.after.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  private func update(_ from: Entity, _ to: Entity) -> Change {
    Change(.update(from: from, to: to))
  }

  private func origins(
    _ change: Change, _ journal: [(changeSet: Int, change: Change)], drift: Bool = true,
    base: BaseComparison? = nil
  ) -> [String] {
    ChangeOrigins(
      of: [change], records: records(journal), sources: sources,
      driftWithheld: drift ? false : nil, base: base, isPublic: { _ in true }
    ).rows.map { row in
      switch row.origin {
      case .takesBack(let source): "\(row.fields) takes back \(source.writer.changeSet)"
      case .drift(let writer): "\(row.fields) drift after \(writer?.changeSet ?? 0)"
      case .unknown(let source): "\(row.fields) unknown \(source.writer.changeSet)"
      case .thisChange: "\(row.fields) own"
      case .waiting: "\(row.fields) waiting"
      }
    }
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

  @Test func tailAndCheckOfASecretAreItsValue() throws {
    func key(_ text: String) throws -> Entity {
      var key = ProductKey(name: "k")
      key.keyKind = .mak
      let material = try #require(KeyMaterial(canonical: text))
      key.tail = material.tail
      key.check = KeyCheck(of: material)
      return .key(Entry(key, origin: .none))
    }
    let old = try key("FKFKF-KYKYK-DMDMD-PXPXP-QDMV4")
    let new = try key("FKFKF-KYKYK-DMDMD-PXPXP-QDMV6")
    let journal = [(1, Change(.create(old))), (2, update(old, new))]
    #expect(origins(update(new, old), journal) == [#"["value"] takes back 2"#])
  }
}
