import KeyformCore
import KeyformReport
import Testing

@Suite struct SavedPlanTests {
  let samples: Samples

  init() throws { samples = try Samples() }

  private func saved(_ plan: Plan) throws -> [UInt8] {
    try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
  }

  private func refused(_ bytes: [UInt8]) -> PlanReadError? {
    #expect(throws: PlanReadError.self) { try PlanReader.read(bytes) }
  }

  /// The bytes with a digest that fits them again.
  private func sealed(_ text: String) -> [UInt8] {
    let body = text[..<(text.firstRange(of: "\"digest\":")?.lowerBound ?? text.endIndex)]
    var digest = ContentDigest()
    digest.update(String(body))
    return Array("\(body)\"digest\":\"sha256:\(digest.hex())\"}\n".utf8)
  }

  @Test func json() throws { try Golden.check(saved(samples.whole()), "plan.json") }

  @Test func updatesFromTheCatalogueAreOneLine() throws {
    let key = try #require(KeyMaterial(canonical: "W269N-WFGWX-YVC9B-4J6C9-T83GX"))
    let newer = try #require(KeyMaterial(canonical: "NPPR9-FWDCX-D2C8J-H872K-2YT43"))
    func entry(_ value: KeyMaterial) -> Entry<ProductKey> {
      var product = ProductKey(name: "win11-kms")
      product.keyKind = .gvlk
      product.products = [ProductID("windows-11/enterprise")]
      product.publicValue = value
      return Entry(product, origin: .none)
    }
    let stored = StoredInventory(
      inventory: Inventory(keys: EntrySet([entry(key)])), materials: [key], digestKey: .random())
    let changes = Difference.changes(
      from: stored, to: Inventory(keys: EntrySet([entry(newer)])))
    let whole = try samples.whole()
    let plan = Plan(
      header: whole.header, schema: .none, changes: changes, diagnostics: [], blockers: [],
      files: [])
    #expect(changes.map(\.isFromCatalog) == [true])
    let read = try PlanReader.read(saved(plan))
    #expect(read.plan.changes.map(\.isFromCatalog) == [true])
    let style = TextStyle()
    let masking = Masking { _ in true }
    let text = try collected {
      try PlanText(
        diagnostics: DiagnosticText(style: style, masking: masking)
      ).write(read.plan, to: $0)
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(
      lines.contains(
        "~ catalogue \(whole.header.catalog.prefix { $0 != " " }): new public values for key/win11-kms"
      ))
    #expect(!lines.contains { $0.hasPrefix("~ key/") })
  }

  /// It says what it is, in text too, and has no digests.
  @Test func aPreviewIsReadBackAsOne() throws {
    let whole = try samples.whole()
    let header = Plan.Header(
      project: whole.header.project, target: whole.header.target, targetID: whole.header.targetID,
      catalog: whole.header.catalog, toolVersion: whole.header.toolVersion,
      today: whole.header.today, isPreview: true)
    let plan = Plan(
      header: header, schema: .none, changes: whole.changes.map { Change($0.step) },
      diagnostics: [], blockers: [], files: whole.files)
    let bytes = try saved(plan)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"preview\":true") && !text.contains("\"base\":"))
    let read = try PlanReader.read(bytes)
    #expect(read.plan.header.isPreview && read.plan.changes.allSatisfy { $0.base == nil })
    #expect(try saved(read.plan) == bytes)
    // The mark is what apply goes by: a plan without digests is none without it.
    let bare = text.replacing(",\n\"preview\":true", with: "")
    guard case .malformed = refused(sealed(bare)) else {
      Issue.record("a plan without digests was read")
      return
    }
    let style = TextStyle()
    let shown = try collected {
      try PlanText(
        diagnostics: DiagnosticText(style: style, masking: samples.masking),
        next: "Apply it with: keyform apply"
      ).write(read.plan, to: $0)
    }
    let words = String(decoding: shown, as: UTF8.self)
    #expect(words.hasPrefix("A preview: ") && !words.contains("Apply it with"))
  }

  @Test func roundTrip() throws {
    let first = try saved(samples.whole())
    let read = try PlanReader.read(first)
    #expect(try saved(read.plan) == first)
    let digest = try PlanJSON(masking: samples.masking).write(samples.whole()) { _ in }.digest
    #expect(read.digest == digest)
    #expect(read.plan.changes.count == 9)
    #expect(read.plan.place(of: read.plan.changes[7])?.file == "hosts/kms.yaml")
    #expect(read.plan.changes.map(\.writesSecret) == (0..<9).map { $0 == 0 || $0 == 2 })
    #expect(read.plan.changes[2].after?.secret == .entry(file: "secrets.env", name: "ROTATED"))
    #expect(read.plan.changes[4].base == (try samples.changes())[4].base)
  }

  @Test func roundTripOfNothing() throws {
    let bytes = try saved(samples.plan([], schema: .create))
    let plan = try PlanReader.read(bytes).plan
    #expect(plan.isEmpty && plan.schema == .create && plan.header.targetID == nil)
    #expect(try saved(plan) == bytes)
  }

  @Test func roundTripOfMany() throws {
    let changes = (10_000..<16_000).map { index in
      var key = samples.mak("mak-\(index)", samples.first)
      key.quantity = .count(index)
      key.annotations.note = index % 7 == 0 ? "ü \\ \"\(index)\"\u{1}\u{E0041}" : nil
      return Change(.create(samples.key(key, line: Int32(index))))
    }
    var pieces: [Int] = []
    let plan = try samples.plan(changes)
    try PlanJSON(masking: samples.masking).write(plan) { pieces.append($0.bytes.count) }
    #expect(pieces.count > 30 && pieces.allSatisfy { $0 < 200_000 })
    let bytes = try saved(plan)
    #expect(bytes.count > 2 << 20)
    let read = try PlanReader.read(bytes).plan
    #expect(read.changes.count == 6_000)
    #expect(try saved(read) == bytes)
  }

  /// A value that the catalogue does not know is never saved, so such a plan cannot be applied.
  @Test func unknownPublicValueBlocks() throws {
    let key = samples.gvlk("wrong-kind", samples.second)
    let bytes = try saved(samples.plan([Change(.create(samples.key(key)))]))
    #expect(!text(bytes).contains(FakeSecrets.second))
    let plan = try PlanReader.read(bytes).plan
    #expect(plan.blockers.map(\.cause) == [.finding])
    #expect(try saved(plan) == bytes)
  }

  @Test func cutShort() throws {
    let bytes = try saved(samples.whole())
    for length in stride(from: 1, to: bytes.count, by: 7) {
      let error = refused(Array(bytes.prefix(length)))
      #expect(error == .cutShort, "after \(length) bytes")
    }
    #expect(refused([]) == .notAPlan)
  }

  @Test func edited() throws {
    let whole = try text(saved(samples.whole()))
    let edits = [
      whole.replacing("\"to\":\"500\"", with: "\"to\":\"900\""),
      whole.replacing("\n", with: "\r\n"), whole + "\n",
      whole.replacing(",\n", with: ", \n"),
      whole.replacing("{\"format\":", with: "{ \"format\": "),
    ]
    for edit in edits {
      #expect(edit != whole)
      #expect(refused(Array(edit.utf8)) == .edited)
    }
  }

  @Test func otherFiles() throws {
    for other in ["keyform: 1\n", "{}", "{\"format\":\"keyform.validate/1\",\n}", "\0\0"] {
      #expect(refused(Array(other.utf8)) == .notAPlan)
    }
    let whole = try text(saved(samples.whole()))
    let newer = whole.replacing("keyform.plan/1", with: "keyform.plan/2")
    #expect(refused(sealed(newer)) == .otherFormat("keyform.plan/2"))
  }

  /// Well sealed, but not what this Keyform writes.
  @Test(arguments: [
    ("\"name\":\"quantity\"", "\"name\":\"weight\""), ("\"from\":null", "\"from\":\"x\""),
    ("\"key/a-noted\"", "\"lock/a-noted\""), ("\"key/a-noted\"", "\"key/z\""),
    ("\"create\":5", "\"create\":6"),
    ("\"to\":\"mak\"", "\"to\":\"mac\""), ("\"to\":\"412\"", "\"to\":\"0412\""),
    ("\"to\":\"412\"", "\"to\":412"), ("\"line\":4}", "\"line\":04}"),
    ("keys/win11.yaml\",\"line\"", "keys/win12.yaml\",\"line\""),
    ("\"secret\":{\"env\"", "\"secret\":{\"var\""), ("fedcba98\"", "fedcba9\""),
    ("\"today\":\"2026-11-20\"", "\"today\":\"2026-11-31\""), ("\\u001b", "\\u001B"),
    ("\"to\":[\"windows-11/enterprise\"]", "\"to\":\"windows-11/enterprise\""),
    ("\"unchanged\":{\"kind\":\"mak\"", "\"unchanged\":{\"tail\":\"6789B\""),
    ("\"port\",\"from\":null,\"to\":\"1689\"", "\"port\",\"from\":null,\"to\":null"),
    ("{\"name\":\"port\",\"from\":null,\"to\":\"1689\"},", ""),
  ])
  func forged(_ original: String, _ forgery: String) throws {
    let whole = try text(saved(samples.whole()))
    #expect(whole.contains(original))
    let error = refused(sealed(whole.replacing(original, with: forgery, maxReplacements: 1)))
    #expect(error?.message.hasSuffix(".") == true)
  }

  @Test func messagesNameWhatIsWrong() throws {
    let whole = try text(saved(samples.whole()))
    let field = whole.replacing("\"name\":\"quantity\"", with: "\"name\":\"weight\"")
    let error = refused(sealed(field))
    #expect(error == .unknownField(address: "key/a-noted", field: "weight"))
    #expect(error?.message.contains("the field weight of key/a-noted") == true)
  }
}
