import KeyformCore
import KeyformQuery
import KeyformTestSupport
import Testing

/// Policies as files: what their heads say, what they find, and what is wrong with them.
@Suite struct PolicyTests {
  private static let head = """
    -- id: ORG001
    -- severity: warning
    -- what: Keys have owners.
    -- why: Somebody has to
    --   answer for them.
    -- fix: Name one.

    """

  private func set(_ texts: [String]) -> PolicySet {
    PolicySet(
      texts.enumerated().map { ("policies/p\($0).sql", Array($1.utf8)) }, taken: ["KEY001"])
  }

  private func outcome(_ query: String, changes: [Change] = []) throws -> PolicyOutcome {
    let policies = set([Self.head + query]).policies
    let sample = QuerySample(changes: changes)
    let run = PolicyRun(
      SampleInventory.full, sample.tables, fields: [.key: ["owner", "remaining"]], changes: changes)
    return try #require(run.run(policies).first)
  }

  @Test func readsHeads() throws {
    let policy = try #require(set([Self.head + "SELECT 1"]).policies.first)
    #expect(policy.metadata.id == "ORG001")
    #expect(policy.metadata.severity == .warning)
    #expect(policy.metadata.why == "Somebody has to answer for them.")
    #expect(policy.metadata.name == "p0")
    #expect(policy.metadata.source == "policies/p0.sql")
    let marked = set(["\u{FEFF}" + Self.head + "SELECT 1"])
    #expect(marked.problems.map(\.summary) == [])
    #expect(marked.policies.map(\.metadata.id) == ["ORG001"])
  }

  @Test(arguments: [
    ("", "POL007 1:1 the file is empty"),
    (" \n\n", "POL007 1:1 the file is empty"),
    ("SELECT 1", "POL002 1:1 the file does not begin with a head"),
    (
      head.replacing("-- id: ORG001\n", with: "") + "SELECT 1",
      "POL002 1:1 the head does not say `id`"
    ),
    (head.replacing("ORG001", with: "org1") + "SELECT 1", "POL002 1:1 `org1` is no id of a policy"),
    (
      head.replacing("warning", with: "warnin") + "SELECT 1",
      "POL002 2:1 `warnin` is no severity; did you mean `warning`?"
    ),
    (
      head.replacing("-- fix", with: "-- fixx") + "SELECT 1",
      "POL002 6:1 the head says `fixx`; did you mean `fix`?"
    ),
    (
      head.replacing("-- fix", with: "-- what") + "SELECT 1",
      "POL002 6:1 the head says `what` twice"
    ),
    (
      head.replacing("ORG001", with: "KEY001") + "SELECT 1",
      "POL003 1:1 the id KEY001 is taken by Keyform itself"
    ),
  ])
  func complainsOfHeads(_ text: String, _ complaint: String) throws {
    let problem = try #require(set([text]).problems.first)
    #expect(
      "\(problem.kind.rawValue) \(problem.line):\(problem.column) \(problem.summary)" == complaint)
    #expect(set([text]).policies.isEmpty)
  }

  @Test func anIdIsTakenOnce() {
    let set = set([Self.head + "SELECT 1", Self.head + "SELECT 2"])
    #expect(set.policies.count == 1)
    #expect(set.problems.map(\.summary) == ["the id ORG001 is taken by policies/p0.sql"])
    #expect(set.problems.map(\.path) == ["policies/p1.sql"])
  }

  @Test func textHasToBeText() {
    let set = PolicySet([("policies/x.sql", [0xFF, 0xFE, 0x00])], taken: [])
    #expect(set.problems.map(\.kind) == [.head])
  }

  @Test func rowsAreFindings() throws {
    let plain = try outcome("SELECT address FROM product_key WHERE name = 'mak'").findings
    #expect(plain.map(\.address?.description) == ["key/mak"])
    #expect(plain.map(\.summary) == ["Keys have owners"])
    #expect(plain.map(\.detail) == ["Somebody has to answer for them. Name one."])
    #expect(plain.map(\.severity) == [nil])
    let full = try outcome(
      """
      SELECT address, 'remaining.asOf' AS field, 'error' AS severity, 'low' AS summary,
        'Buy more.' AS detail FROM product_key WHERE name = 'mak'
      """
    ).findings
    #expect(full.map(\.field) == [["remaining", "asOf"]])
    #expect(full.map(\.severity) == [.error])
    #expect(full.map { $0.summary + "|" + $0.detail } == ["low|Buy more."])
  }

  @Test(arguments: [
    ("SELECT name FROM product_key", "POL004 8:1 ORG001: it returns a column `name`"),
    ("SELECT 'x' AS summary", "POL004 8:1 ORG001: it returns no column `address`"),
    (
      "SELECT address, owner AS sumary FROM product_key",
      "POL004 8:1 ORG001: it returns a column `sumary`; did you mean `summary`?"
    ),
    (
      "SELECT address, 'a' AS summary, 'b' AS message FROM product_key",
      "POL004 8:1 ORG001: it returns `summary` and `message`, which are one"
    ),
    ("SELECT address, address FROM product_key", "POL004 8:1 ORG001: it returns `address` twice"),
    ("SELECT 'key/none' AS address", "POL005 8:1 ORG001: there is no entry `key/none`"),
    ("SELECT NULL AS address", "POL005 8:1 ORG001: a row has no address"),
    (
      "SELECT address, 'bad' AS severity FROM product_key",
      "POL005 8:1 ORG001: `bad` is no severity"
    ),
    (
      "SELECT address, 'ownr' AS field FROM product_key",
      "POL005 8:1 ORG001: a key has no field `ownr`; did you mean `owner`?"
    ),
    (
      "SELECT address, x'6869' AS detail FROM product_key",
      "POL005 8:1 ORG001: `detail` is a blob"
    ),
    (
      "SELECT address, format('%200001s', 'x') AS detail FROM product_key",
      "POL009 8:1 ORG001: it makes a text longer than 200000 bytes"
    ),
    (
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)\n"
        + "SELECT 'key/mak' AS address, format('%0190000d', i) AS detail FROM n",
      "POL009 8:1 ORG001: its rows take more than 16 MiB"
    ),
    (
      "SELECT address\nFROM product_kee",
      "POL001 9:6 ORG001: there is no table `product_kee`; did you mean `product_key`?"
    ),
    (
      "SELECT address,\n  nope FROM product_key",
      "POL001 9:3 ORG001: there is no column `nope`; did you mean `note`?"
    ),
    ("SELECT 1; SELECT 2", "POL007 8:11 ORG001: it holds several statements"),
    ("PRAGMA user_version", "POL006 8:1 ORG001: PRAGMA is not allowed"),
    ("-- only words", "POL007 1:1 ORG001: there is no query"),
  ])
  func complainsOfQueries(_ query: String, _ complaint: String) throws {
    let outcome = try outcome("\n" + query)
    let problem = try #require(outcome.problem)
    #expect(
      "\(problem.kind.rawValue) \(problem.line):\(problem.column) \(problem.summary)" == complaint)
    #expect(problem.diagnostic.isStructural && problem.diagnostic.severity == .error)
    #expect(outcome.findings.isEmpty)
  }

  @Test func changesAreSeenWithAPlan() throws {
    let query = "SELECT address FROM change WHERE action = 'delete' AND field = 'kind'"
    let nothing = try outcome(query)
    #expect(nothing.readsChanges && nothing.findings.isEmpty)
    var gone = ProductKey(name: "gone")
    gone.keyKind = .mak
    let found = try outcome(
      query, changes: [Change(.delete(.key(Entry(gone, origin: .none))))])
    #expect(found.findings.map(\.address?.description) == ["key/gone"])
    #expect(found.problem == nil)
    #expect(try !outcome("SELECT address FROM label JOIN product_key USING (name)").readsChanges)
  }

  @Test func oneThatFailsHidesNoOther() {
    let broken = Self.head.replacing("ORG001", with: "ORG002") + "SELECT"
    let policies = set([broken, Self.head + "SELECT address FROM product_key"]).policies
    let outcomes = PolicyRun(SampleInventory.full, QuerySample().tables, fields: [:])
      .run(policies)
    #expect(outcomes.map { $0.problem == nil } == [false, true])
    #expect(outcomes.last?.findings.count == SampleInventory.full.keys.count)
  }
}
