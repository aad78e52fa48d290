import KeyformCore
import KeyformReport
import Testing

/// One text for each content of a plan, and nothing else that is taken for a statement.
@Suite struct ReviewStatementTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func statement(_ plan: Plan) throws -> [UInt8] {
    try collected { try StatementText.write(plan, to: $0) }
  }

  private func everyAction() throws -> Plan {
    let base: RowDigest = try #require(RowDigest(hex: String(repeating: "fedcba98", count: 8)))
    func entity(_ key: ProductKey) -> Entity { .key(Entry(key, origin: .none)) }
    var renamed = samples.mak("f-renamed", samples.first)
    renamed.quantity = .count(600)
    return try samples.plan(
      samples.changes().prefix(5) + [
        Change(
          .update(from: entity(samples.mak("f-old", samples.first)), to: entity(renamed)),
          base: base),
        Change(
          .adopt(
            from: entity(samples.mak("g-adopted", samples.first)),
            to: entity(samples.mak("g-adopted", samples.second))), base: base),
        Change(.release(entity(samples.mak("h-released", samples.first))), base: base),
      ] + samples.changes().dropFirst(5))
  }

  @Test func everyKindOfChangeIsOneLine() throws {
    let bytes = try statement(everyAction())
    try Golden.check(bytes, "statement.txt")
    let read = try StatementReader.read(bytes)
    #expect(read.changes.count == 12)
    #expect(read.targetID == "9f86d081" && read.project == "contoso")
    #expect(Set(read.changes.map(\.action)).count == Action.allCases.count)
    var digest = ContentDigest()
    digest.update(bytes)
    #expect(StatementText.id(of: try everyAction()) == ReviewID(digest))
    #expect(ReviewID("sha256:\(digest.hex())") == ReviewID(digest))
  }

  /// Of a plan as it was saved, of one by another version, from another commit, day and catalogue's
  /// wording, with other findings, allowed hazards and row digests, and of a preview.
  @Test func howThePlanCameAboutIsNoPartOfIt() throws {
    let plan = try everyAction()
    let own = try statement(plan)
    let read = try PlanReader.read(
      collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) })
    #expect(try statement(read.plan) == own)
    let header = Plan.Header(
      project: "contoso", target: TargetDescription(name: nil, url: "sqlite:/srv/other.sqlite"),
      targetID: "9f86d081", catalog: "2026-12 sha256:4567", toolVersion: "0.9.0",
      today: try #require(CalendarDate("2027-01-01")),
      source: SourceRevision(
        repository: "git.contoso.example/keys", commit: String(repeating: "a", count: 40),
        author: "Maria", isDirty: true, tree: nil, roots: [], isShallow: true),
      undoOf: 7, isPreview: true)
    let other = Plan(
      header: header, schema: .migrate(from: 3),
      changes: plan.changes.map { Change($0.step, isFromCatalog: $0.isFromCatalog) },
      diagnostics: samples.diagnostics(), blockers: [Blocker(cause: .limit, text: "too many")],
      files: [], allowed: [.deletesKey])
    #expect(try statement(other) == own)
  }

  /// The value of a public key is told by tail and check, as a role without values sees it.
  @Test func publicValuesAreToldByTailAndCheck() throws {
    var bare = samples.gvlk("d-published", samples.published)
    bare.publicValue = nil
    let text = try text(statement(samples.plan([Change(.create(samples.key(bare)))])))
    #expect(
      try text
        == self.text(
          statement(
            samples.plan([
              Change(.create(samples.key(samples.gvlk("d-published", samples.published))))
            ]))))
    #expect(!text.contains("NPPR9") && text.contains("tail: \"2YT43\""))
  }

  /// What JSON copies from its own values, masks otherwise or leaves public is stated the same.
  @Test(arguments: [
    "", "plain", "Büro \"quoted\" \\ \n\t", "\u{202E}\u{1B}[31m\0", FakeSecrets.first,
    "a \(FakeSecrets.second) b", "https://user:secret@host/", "NPPR9-FWDCX-D2C8J-H872K-2YT43",
    "…-2YT43", "##[error]x",
  ])
  func jsonStatesTheSame(_ notes: String) throws {
    func noted(_ key: ProductKey, _ notes: String?) -> Entity {
      var key = key
      key.agreement = notes
      return samples.key(key)
    }
    let published = samples.gvlk("d-published", samples.published)
    let unknown = samples.gvlk("e-unknown", samples.first)
    let base: RowDigest = try #require(RowDigest(hex: String(repeating: "fedcba98", count: 8)))
    let plan = try samples.plan(
      [published, unknown, samples.mak("f", samples.first)].flatMap { key in
        var other = key
        other.quantity = .count(7)
        return [
          Change(.create(noted(key, notes))), Change(.delete(noted(key, notes)), base: base),
          Change(.update(from: noted(key, notes), to: noted(other, nil)), base: base),
          Change(.update(from: noted(key, "old"), to: noted(key, notes)), base: base),
          Change(.adopt(from: noted(key, nil), to: noted(other, notes)), base: base),
          Change(.release(noted(key, notes))),
        ]
      })
    let written = try PlanJSON(masking: samples.masking).write(plan) { _ in }
    #expect(written.review == StatementText.id(of: plan))
  }

  /// A text that only looks masked, and one that is: a review of the first says nothing of the second.
  @Test func whatIsMaskedIsToldFromWhatLooksSo() throws {
    let check = KeyCheck(of: samples.first).text
    let texts = [
      FakeSecrets.first, FakeSecrets.second, "…-\(samples.first.tail.text)",
      "…-\(samples.first.tail.text) (\(check))",
      "A2222-KYKYK-DMDMM-PXPXP-QDMV4", "…-QDMV4 (?)", "KYKYK-DMDMM-PXPXP-QDMV4", "…-????? (?)",
    ]
    var ids = Set<ReviewID>()
    for text in texts {
      var key = samples.mak("f", samples.first)
      key.agreement = text
      let bytes = try statement(samples.plan([Change(.create(samples.key(key)))]))
      // What we write is what we read, of the plan that was made and of the one that was saved.
      _ = try StatementReader.read(bytes)
      let plan = try samples.plan([Change(.create(samples.key(key)))])
      let saved = try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
      #expect(try statement(PlanReader.read(saved).plan) == bytes)
      var digest = ContentDigest()
      digest.update(bytes)
      ids.insert(ReviewID(digest))
    }
    #expect(ids.count == texts.count)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func itHoldsNoSecret() throws {
    let shown = try text(statement(everyAction()))
    for secret in FakeSecrets.all { #expect(!shown.contains(secret)) }
    #expect(!shown.contains("\u{1B}") && shown.contains("\\u001b"))
  }

  private static let plain = """
    keyform.statement/1
    target "9f86d081"
    project "contoso"
    update "key/a" ["rotates-key"] tail: "22223" -> "22224", check: "123" -> "124"
    update "key/b" quantity: "150" -> "200"

    """

  @Test func whatIsWrittenByHandIsReadWhereItIsTheSame() throws {
    let read = try StatementReader.read(Array(Self.plain.utf8))
    #expect(read.changes.map(\.hazards) == [[.rotatesKey], []])
    #expect(
      read.changes[1].fields == [
        FieldChange(name: "quantity", from: .text("150"), to: .text("200"))
      ])
  }

  /// Anything that is not byte by byte what Keyform writes is refused, with its line.
  @Test(arguments: [
    ("\"150\"", "150", 5), ("key/b", "key/0", 5), ("quantity", "quantities", 5),
    (" -> \"200\"", "", 5), ("\"200\"\n", "\"150\"\n", 5), ("\"200\"\n", "\"200\"", 5),
    ("\"200\"\n", "\"200\"\r\n", 5), ("\"200\"\n", "\"200\" \n", 5),
    ("\"200\"\n", "\"200\"\n\n", 6),
    ("update \"key/b\"", "update  \"key/b\"", 5), ("update \"key/b\"", "create \"key/b\"", 5),
    ("update \"key/b\"", "release \"key/b\"", 5), ("key/b", "kez/b", 5),
    ("key/b", "key/\\u0062", 5),
    ("rotates-key", "rotates-keys", 4), ("target \"9f86d081\"", "target", 2),
    (
      "tail: \"22223\" -> \"22224\", check: \"123\" -> \"124\"",
      "check: \"123\" -> \"124\", tail: \"22223\" -> \"22224\"", 4
    ),
    ("\"150\"", "\"BCDFG-HJKMP-QRTVW-XY234-6789B\"", 5), ("\"150\"", "\"\u{202E}150\"", 5),
    ("[\"rotates-key\"]", "[\"rotates-key\",\"rotates-key\"]", 4),
  ])
  func everythingElseIsRefused(_ part: String, _ other: String, _ line: Int) throws {
    let bytes = Array(Self.plain.replacing(part, with: other, maxReplacements: 1).utf8)
    let error = #expect(throws: StatementReadError.self) { _ = try StatementReader.read(bytes) }
    guard case .malformed(line, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Cut short anywhere but behind a line, and with any one byte changed, it is refused or another
  /// statement: never the same.
  @Test func noTwoTextsAreOneStatement() throws {
    let bytes = try statement(everyAction())
    let own = try StatementReader.read(bytes)
    for end in bytes.indices.dropFirst() where bytes[end - 1] != 0x0A {
      #expect(throws: StatementReadError.self) {
        _ = try StatementReader.read(Array(bytes[..<end]))
      }
    }
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      #expect((try? StatementReader.read(other)) != own)
    }
  }

  @Test(arguments: [
    ("", StatementReadError.notAStatement), ("{\"format\":\"keyform.plan/1\"", .notAStatement),
    ("keyform.statement/2\n", .otherFormat("keyform.statement/2")),
    ("keyform.statement/1\r\n", .malformed(line: 1, expected: "`keyform.statement/1`")),
  ])
  func otherFilesAreNamed(_ text: String, _ expected: StatementReadError) throws {
    let error = #expect(throws: StatementReadError.self) {
      _ = try StatementReader.read(Array(text.utf8))
    }
    #expect(error == expected)
  }

  @Test(arguments: ["", "sha256:", "sha256:00", String(repeating: "0", count: 64)])
  func noReviewID(_ text: String) { #expect(ReviewID(text) == nil) }

  /// A saved plan names its review id. One that names another has its own all the same, where it is shown;
  /// an older one names none.
  @Test func aSavedPlanSaysItsOwn() throws {
    let plan = try everyAction()
    let saved = try text(collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) })
    let id = try #require(StatementText.id(of: plan))
    let member = ",\n\"review\":\"\(id)\""
    #expect(saved.contains(member))
    let forged = saved.replacing(
      member, with: ",\n\"review\":\"sha256:\(String(repeating: "0", count: 64))\"")
    for other in [forged, saved.replacing(member, with: "")] {
      let read = try PlanReader.read(sealed(other)).plan
      #expect(
        try text(collected { try PlanJSON(masking: samples.masking).write(read, to: $0) }) == saved)
    }
  }

  private func sealed(_ text: String) -> [UInt8] {
    let body = text[..<(text.firstRange(of: "\"digest\":")?.lowerBound ?? text.endIndex)]
    var digest = ContentDigest()
    digest.update(String(body))
    return Array("\(body)\"digest\":\"sha256:\(digest.hex())\"}\n".utf8)
  }
}
