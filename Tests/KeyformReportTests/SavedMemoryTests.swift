import KeyformCore
import KeyformReport
import Testing

/// What a plan means for what the target remembers, shown, saved and read back.
@Suite struct SavedMemoryTests {
  private let samples: Samples

  init() throws { samples = try Samples() }

  private func memory(writtenAgain count: Int = 1) -> PlanMemory {
    let undo = UndoneChangeSet(
      writer: LastWriter(
        changeSet: 15, appliedAt: "2026-11-21T10:00:00Z", operatorName: "anna",
        databaseRole: "deploy"), undoOf: 14)
    return PlanMemory(
      takeover: RepositoryComparison(
        before: RepositoryIdentity(roots: ["5e0c"], origin: RepositoryOrigin("/srv/keys")),
        after: RepositoryIdentity(roots: ["77ab", "88cd"], origin: nil), isShallow: false),
      guards: [
        GuardChange(
          what: "limit key.delete", before: "10 % above 2", after: "no limit", effect: .loosens),
        GuardChange(
          what: "text of policy ORG001", before: "0a", after: "0b", effect: .changes),
      ],
      writtenAgain: (0..<count).map {
        WrittenAgain(address: Address(.key, "k\($0)"), fields: ["quantity"], undo: undo)
      }, formerNames: ["old-name"])
  }

  /// With each origin that there is.
  private var origins: PlanMemory {
    let writer = LastWriter(
      changeSet: 15, appliedAt: "2026-11-21T10:00:00Z", operatorName: "anna", databaseRole: nil)
    let id = String(repeating: "0a", count: 20)
    let source = { ChangeSetSource(writer: writer, commit: $0, undoOf: $1) }
    let rows: [(String, ChangeOrigin)] = [
      ("undone", .takesBack(source(id, 14))), ("other", .takesBack(source(id, nil))),
      ("drifted", .drift(writer)), ("inserted", .drift(nil)), ("old", .unknown(source(id, nil))),
      ("bare", .unknown(source(nil, nil))), ("drifted", .thisChange), ("later", .waiting),
    ]
    return PlanMemory(
      takeover: nil, guards: [], writtenAgain: [], formerNames: [],
      origins: rows.map { name, origin in
        RowOrigin(
          address: Address(.key, name), fields: name == "inserted" ? [] : ["quantity"],
          origin: origin)
      })
  }

  private func unknown(isShallow: Bool) -> RepositoryComparison {
    RepositoryComparison(
      before: RepositoryIdentity(roots: ["5e0c"], origin: nil), after: .unknown,
      isShallow: isShallow)
  }

  private func plan(_ memory: PlanMemory, base: PlanBase? = nil) throws -> Plan {
    let whole = try samples.whole()
    let header = Plan.Header(
      project: whole.header.project, target: whole.header.target,
      targetID: whole.header.targetID, catalog: whole.header.catalog,
      toolVersion: whole.header.toolVersion, today: whole.header.today,
      source: whole.header.source, base: base)
    return Plan(
      header: header, schema: .migrate(from: 3), changes: whole.changes, diagnostics: [],
      blockers: [], files: whole.files, memory: memory)
  }

  private func saved(_ plan: Plan) throws -> [UInt8] {
    try collected { try PlanJSON(masking: samples.masking).write(plan, to: $0) }
  }

  @Test func isReadBackAsItWasWritten() throws {
    let uncompared = PlanMemory(
      takeover: nil, uncompared: unknown(isShallow: true), guards: [], writtenAgain: [],
      formerNames: [])
    for memory in [memory(), memory(writtenAgain: 0), origins, uncompared, .none] {
      let first = try saved(plan(memory))
      let read = try PlanReader.read(first).plan
      #expect(read.memory == memory)
      #expect(try saved(read) == first)
    }
    let commit = String(repeating: "0b", count: 20)
    for problem in [nil, "keyform.yaml:1: it is no mapping (YAML001)"] {
      let base = PlanBase(
        name: "origin/main", commit: commit, isMergeBase: true, problem: problem)
      let first = try saved(plan(origins, base: base))
      let read = try PlanReader.read(first).plan
      #expect(read.header.base == base)
      #expect(try saved(read) == first)
    }
    let hazards = try plan(memory()).hazards.map { "\($0.hazard.rawValue) \($0.count)" }
    #expect(
      hazards.suffix(3) == ["takes-over-project 1", "loosens-guards 1", "takes-back 1"])
  }

  /// A plan that was edited so that a hazard is gone adds up no more, whatever its digest says.
  @Test(arguments: [
    (
      #""takeover":{"from":{"origin":"/srv/keys","roots":["5e0c"]},"to":{"origin":null,"#
        + #""roots":["77ab","88cd"]},"shallow":false}"#, #""takeover":null"#
    ),
    (#""loosened":true"#, #""loosened":false"#),
    (#""origin":"/srv/keys""#, #""origin":"https://u:p@h/x""#),
  ])
  func doesNotContradictTheHazards(_ part: String, _ forged: String) throws {
    let text = String(decoding: try saved(plan(memory())), as: UTF8.self)
    let place = try #require(text.firstRange(of: part))
    let edited = text[..<place.lowerBound] + forged + text[place.upperBound...]
    let body = edited[..<(edited.firstRange(of: "\"digest\":")?.lowerBound ?? edited.endIndex)]
    var digest = ContentDigest()
    digest.update(String(body))
    let bytes = Array("\(body)\"digest\":\"sha256:\(digest.hex())\"}\n".utf8)
    #expect(throws: PlanReadError.self) { try PlanReader.read(bytes) }
  }

  private func words(of memory: PlanMemory) throws -> String {
    let text = try collected {
      try PlanText(
        diagnostics: DiagnosticText(style: TextStyle(), masking: samples.masking)
      ).write(plan(memory), to: $0)
    }
    return String(decoding: text, as: UTF8.self).split { $0 == "\n" || $0 == " " }
      .joined(separator: " ")
  }

  @Test func textNamesOriginsThatMatter() throws {
    let words = try words(of: origins)
    for part in [
      "takes-back: key/other (quantity): takes back change set 15 of 2026-11-21T10:00:00Z by anna, "
        + "commit 0a0a0a0a0a0a, which is not in the history",
      "drift: key/drifted (quantity): changed behind our back after change set 15",
      "drift: key/inserted: no change set ever wrote it",
      "not known: key/old (quantity): change set 15 of 2026-11-21T10:00:00Z by anna is older than "
        + "this clone; whether",
    ] { #expect(words.contains(part), "\(part)") }
    #expect(!words.contains("key/bare"), "that nobody can tell is no news")
    #expect(words.contains("takes-back (1)"))
  }

  @Test func textNamesEach() throws {
    let words = try words(of: memory(writtenAgain: 25))
    for part in [
      "tables are of version 3.",
      "the tables gain tree_id, dirty, approvals and memory of change_set",
      "takes-over-project: last applied from /srv/keys (first commit 5e0c); this plan comes from "
        + "first commit 77ab and 1 more. Two repositories",
      "loosens-guards: limit key.delete: 10 % above 2 -> no limit",
      "changed: text of policy ORG001: 0a -> 0b",
      "takes-back: key/k0 (quantity): change set 14 was undone as change set 15 of "
        + "2026-11-21T10:00:00Z by anna (role deploy); revert it in git or it comes back",
      "and 5 more", "rows of project old-name, last applied from this repository.",
    ] { #expect(words.contains(part), "\(part)") }
  }
}
