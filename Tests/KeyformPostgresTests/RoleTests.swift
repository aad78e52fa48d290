import Foundation
import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// The scripts in `schemas/` on a server: each role can do what it must, and not more.
@Suite(.serialized) struct RoleTests {
  private let schema: TemporarySchema

  /// Tables and rights as docs/guide/postgresql.md has an administrator make them.
  init() throws {
    schema = try TemporarySchema(on: LoggingServer.url())
    let name = schema.name
    try schema.execute(try Self.text("schemas/postgresql.sql"), try Self.setUp())
    try Self.roles.get()
    for role in SQLRoles.allCases {
      try schema.execute("GRANT USAGE ON SCHEMA \(name) TO \(role.rawValue)")
    }
    try schema.execute(try Self.text("schemas/roles.sql"))
  }

  /// Roles are the cluster's: they are made once, each with somebody who can log in.
  private static let roles = Result {
    let schema = try TemporarySchema(on: LoggingServer.url())
    for role in SQLRoles.allCases.map(\.rawValue) {
      try schema.execute("CREATE ROLE \(role)", "CREATE ROLE \(role)_member LOGIN IN ROLE \(role)")
    }
  }

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: PostgresServer.root.appendingPathComponent(file), encoding: .utf8)
  }

  /// What the guide has run after the script.
  private static func setUp() throws -> String {
    let guide = try text("docs/guide/postgresql.md")
    let found = guide.firstMatch(of: /```sql\n(INSERT INTO keyform_meta [^`]*)```/)
    return String(try #require(found).output.1)
  }

  private func url(of role: SQLRoles) -> String {
    schema.url.split(separator: "postgres@").joined(separator: "\(role.rawValue)_member@")
  }

  /// What the server says to a statement of the role; nil where it does as told. Nothing stays.
  private func refusal(of role: SQLRoles, _ statement: String) throws -> TargetError? {
    let engine = try PostgresTarget.engine(
      url: url(of: role) + "&application_name=test", lockTimeout: 1)
    do throws(TargetError) {
      try engine.writing { (database) throws(TargetError) in
        try database.execute(statement)
        throw .interrupted
      }
      return nil
    } catch {
      return error == .interrupted ? nil : error
    }
  }

  @Test(arguments: [
    (SQLRoles.rollout, "SELECT deployment, value, sealed FROM deployment_key"),
    (.auditor, "SELECT deployment, tail, check_value FROM deployment_key_masked"),
    (.auditor, "SELECT id, operator, hash FROM change_set"),
    (.auditor, "SELECT before, after FROM change_item"),
    (.planner, "SELECT value FROM product_key"),
    (.planner, "SELECT value FROM keyform_meta WHERE name = 'digest_key'"),
    (.preview, "SELECT tail, check_value FROM product_key"),
    (.preview, "SELECT value FROM keyform_target"),
    (.writer, "INSERT INTO change_set SELECT * FROM change_set WHERE id < 0"),
    (.writer, "SELECT value FROM keyform_meta WHERE name = 'lock/contoso' FOR UPDATE NOWAIT"),
  ])
  func mayDo(_ role: SQLRoles, _ statement: String) throws {
    #expect(try refusal(of: role, statement) == nil)
  }

  @Test(arguments: [
    (SQLRoles.rollout, "SELECT * FROM product_key", "table product_key"),
    (.rollout, "SELECT value FROM product_key", "table product_key"),
    (.rollout, "SELECT * FROM change_item", "table change_item"),
    (.rollout, "SELECT * FROM keyform_meta", "table keyform_meta"),
    (.rollout, "UPDATE binding SET machines = 1", "table binding"),
    (.auditor, "SELECT value FROM deployment_key", "view deployment_key"),
    (.auditor, "SELECT tail FROM product_key", "table product_key"),
    (.auditor, "SELECT value FROM keyform_meta", "table keyform_meta"),
    (.auditor, "UPDATE change_item SET after = '{}'", "table change_item"),
    (.auditor, "DELETE FROM change_set", "table change_set"),
    (.auditor, "INSERT INTO change_set SELECT * FROM change_set", "table change_set"),
    (.preview, "SELECT value FROM product_key", "table product_key"),
    (.preview, "SELECT sealed FROM product_key", "table product_key"),
    (.preview, "SELECT * FROM product_key", "table product_key"),
    (.preview, "SELECT value FROM keyform_meta", "table keyform_meta"),
    (.preview, "SELECT name FROM keyform_meta", "table keyform_meta"),
    (.preview, "SELECT value FROM deployment_key", "view deployment_key"),
    (.preview, "UPDATE binding SET machines = 1", "table binding"),
    (.preview, "INSERT INTO change_item SELECT * FROM change_item", "table change_item"),
    (.writer, "UPDATE change_set SET hash = ''", "table change_set"),
    (.planner, "UPDATE binding SET machines = 1", "table binding"),
    (.planner, "DELETE FROM label", "table label"),
    (.planner, "UPDATE keyform_meta SET value = ''", "table keyform_meta"),
    (.planner, "INSERT INTO change_item SELECT * FROM change_item", "table change_item"),
    (.writer, "UPDATE change_item SET after = '{}'", "table change_item"),
    (.writer, "DELETE FROM change_item", "table change_item"),
    (.writer, "DELETE FROM change_set", "table change_set"),
    (.writer, "DELETE FROM keyform_meta", "table keyform_meta"),
    (.writer, "TRUNCATE label", "table label"),
  ])
  func mayNotDo(_ role: SQLRoles, _ statement: String, _ object: String) throws {
    #expect(
      try refusal(of: role, statement) == .forbidden("permission denied for \(object)"),
      "\(role): \(statement)")
  }

  /// Whoever may make temporary things has a cheap function look at rows before a view has left them
  /// out, unless the view forbids it. The row that must not be seen raises an error.
  @Test(arguments: [
    (SQLRoles.preview, "keyform_target", "name = 'digest_key'"),
    (.rollout, "deployment_key", "key_name = 'spare'"),
    (.auditor, "deployment_key_masked", "key_name = 'spare'"),
  ])
  func aFunctionSeesNoMoreThanTheView(
    _ role: SQLRoles, _ view: String, _ row: String
  ) throws {
    try schema.session().apply(SampleInventory.changing("mak") { $0.state = .active })
    try schema.execute(
      "INSERT INTO product_key (project, name, kind, state, quantity_unlimited) "
        + "VALUES ('other', 'spare', 'mak', 'active', 0)",
      "INSERT INTO product_key_product VALUES ('other', 'spare', 'windows-11/enterprise')")
    let column = row.prefix { $0 != " " }
    let leak = """
      CREATE FUNCTION pg_temp.leak(\(column) text) RETURNS boolean LANGUAGE plpgsql \
      COST 0.0000001 AS $$BEGIN IF \(row) THEN RAISE 'it was seen'; END IF; RETURN true; END$$;
      SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off; \
      SET LOCAL enable_indexonlyscan = off;
      SELECT * FROM \(view) WHERE pg_temp.leak(\(column))
      """
    #expect(try refusal(of: role, leak) == nil)
  }

  /// Where somebody else made it before the script was run.
  @Test(arguments: [
    "ALTER VIEW keyform_target OWNER TO keyform_auditor",
    """
    CREATE OR REPLACE VIEW keyform_target AS SELECT name, value FROM keyform_meta \
    WHERE name IN ('schema_version', 'target_id', 'schema', 'views') AND pg_catalog.random() < 2
    """,
  ])
  func anotherViewOfTheMetaIsRefused(_ statement: String) throws {
    try schema.execute(statement)
    let target = try PostgresTarget.open(url: url(of: .preview), name: nil, lockTimeout: 5)
    #expect {
      try target.inspect()
    } throws: {
      if case .replaced(let problem)? = $0 as? TargetError {
        problem.contains("`keyform_target`")
      } else {
        false
      }
    }
    #expect(throws: Never.self) { try schema.target().inspect() }
  }

  @Test(arguments: SQLRoles.allCases) func tablesAreTheOwners(_ role: SQLRoles) throws {
    for statement in [
      "DROP TABLE label", "ALTER TABLE label ADD COLUMN more TEXT",
      "DROP VIEW deployment_key CASCADE",
      "CREATE INDEX more ON label (value)", "CREATE TABLE \(schema.name).more (id BIGINT)",
    ] {
      guard case .forbidden = try refusal(of: role, statement) else {
        Issue.record("\(role) may do \(statement)")
        continue
      }
    }
  }

  /// Of the version that this Keyform makes: it wants no schema step. Where it does, the number of
  /// `schema_version` in `docs/guide/postgresql.md` is an old one.
  @Test func theGuideMakesATarget() throws {
    guard case .ready(let id, schema: .none) = try schema.target().inspect() else {
      Issue.record("`schema_version` in docs/guide/postgresql.md has to be \(SQLSchema.version)")
      return
    }
    #expect(id.utf8.count == 32)
  }

  /// All of a day's work, with the writer's rights alone.
  @Test func theWriterIsEnoughForKeyform() throws {
    let target = try PostgresTarget.open(url: url(of: .writer), name: nil, lockTimeout: 5)
    let session = TargetSession(target)
    let products = [ProductRow(id: "windows-11/pro", editionID: "Professional", name: "Pro")]
    for _ in 1...2 {
      let order = try session.order(to: SampleInventory.full, products: products)
      _ = try target.apply(order, progress: ProgressReport())
      try session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
      try session.apply(.empty)
    }
    #expect(try target.history(project: session.project, limit: 9).count == 6)
    #expect(try target.lockState(project: session.project) == .free)
    #expect(try !target.verifyJournal(project: session.project, expecting: nil).isAltered)
    #expect(
      try target.history(project: session.project, limit: 1).map(\.databaseRole)
        == ["keyform_writer_member"])
  }

  /// Plan, drift, history and its verification, and what is asked before an apply of several.
  @Test func thePlannerIsEnoughToPlan() throws {
    try schema.session().apply(SampleInventory.full)
    let target = try PostgresTarget.open(url: url(of: .planner), name: nil, lockTimeout: 5)
    let session = TargetSession(target)
    #expect(try session.read().inventory.count == SampleInventory.full.count)
    #expect(try target.projects() == ["contoso"])
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
    #expect(try target.records(project: "contoso", of: .all).count == SampleInventory.full.count)
    #expect(try !target.verifyJournal(project: "contoso", expecting: nil).isAltered)
    let order = try session.order(to: .empty)
    #expect(try target.examine(order) == nil)
    guard case .forbidden = session.refusal(of: order) else {
      Issue.record("the planner wrote")
      return
    }
  }

  /// To look for a lock is to try one: the message says which rights that takes, of a role that reads
  /// everything else too.
  @Test(arguments: [SQLRoles.planner, .preview]) func theLockIsTheWriters(_ role: SQLRoles) throws {
    let target = try PostgresTarget.open(url: url(of: role), name: nil, lockTimeout: 5)
    let error = #expect(throws: TargetError.self) { try target.lockState(project: "contoso") }
    guard case .forbidden(let reason) = error else {
      Issue.record("\(role) may look for the lock")
      return
    }
    #expect(reason.contains("rights of keyform_writer"))
  }

  /// Planning compares by tail and check value, gives no row a digest, and is no basis for an apply.
  @Test func thePreviewPlansWithoutValues() throws {
    try schema.session().apply(Self.identified)
    let target = try PostgresTarget.open(url: url(of: .preview), name: nil, lockTimeout: 5)
    let session = TargetSession(target)
    let stored = try session.read()
    #expect(stored.isPreview && stored.materials.allSatisfy { $0 == nil })
    #expect(stored.inventory.count == Self.identified.count)
    let same = stored.supposing(Self.identified)
    #expect(Difference.changes(from: same, to: Self.identified).isEmpty)
    let value = SampleKeys.secret(7)
    let next = SampleInventory.changing("mak") { key in
      key.tail = value.tail
      key.check = KeyCheck(of: value)
    }
    let changes = Difference.changes(from: stored.supposing(next), to: next)
    #expect(changes.map(\.address.description) == ["key/gvlk", "key/mak"])
    #expect(changes.allSatisfy { $0.base == nil })
    #expect(try target.projects() == ["contoso"])
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
    #expect(try target.records(project: "contoso", of: .all).count == Self.identified.count)
    #expect(try !target.verifyJournal(project: "contoso", expecting: nil).isAltered)
    let order = try session.order(changes, secrets: ["mak": value])
    guard case .forbidden = session.examination(of: order),
      case .forbidden = session.refusal(of: order)
    else {
      Issue.record("a preview was applied")
      return
    }
  }

  /// As an older Keyform left them: nobody has applied since.
  @Test func thePreviewPlansOnOlderTables() throws {
    try schema.session().apply(Self.identified)
    for statement in OlderTables.statements(3) { try schema.execute(statement) }
    let target = try PostgresTarget.open(url: url(of: .preview), name: nil, lockTimeout: 5)
    let stored = try TargetSession(target).read()
    #expect(stored.isPreview && stored.inventory.count == Self.identified.count)
    guard case .ready(_, schema: .migrate(from: 3)) = stored.condition else {
      Issue.record("\(stored.condition)")
      return
    }
    let same = stored.supposing(Self.identified)
    let newer = OlderTables.missingFields(3)
    let changed = Difference.changes(from: same, to: Self.identified).flatMap(\.fields)
    #expect(changed.map(\.name).filter { !newer.contains($0) } == [])
    #expect(try target.history(project: "contoso", limit: 9).count == 1)
  }

  /// With tail and check value of the public key too, as files give them.
  private static var identified: Inventory {
    SampleInventory.changing("gvlk") { key in
      key.tail = key.publicValue?.tail
      key.check = key.publicValue.map { KeyCheck(of: $0) }
    }
  }

  /// Where nobody has run the new script yet.
  @Test func whoReadsNothingOfTheMetaIsToldWhatIsMissing() throws {
    try schema.execute("DROP VIEW keyform_target")
    let target = try PostgresTarget.open(url: url(of: .preview), name: nil, lockTimeout: 5)
    #expect(throws: TargetError.forbidden("permission denied for table keyform_meta")) {
      try target.inspect()
    }
  }

  @Test func rolloutSeesValuesAndAuditorDoesNot() throws {
    try schema.session().apply(
      SampleInventory.changing("mak") { $0.state = .active })
    let engine = try PostgresTarget.engine(
      url: url(of: .rollout) + "&application_name=test", lockTimeout: 1)
    let values = try engine.reading { (database) throws(TargetError) -> Set<String> in
      var values = Set<String>()
      let rows = try database.rows("SELECT value FROM deployment_key", [])
      while try rows.next() { values.insert(rows.text(0) ?? "") }
      return values
    }
    #expect(values?.count == 2, "one for the installation, one for the activation")
    let auditor = try PostgresTarget.engine(
      url: url(of: .auditor) + "&application_name=test", lockTimeout: 1)
    let tails =
      try auditor.reading { (database) throws(TargetError) -> [String] in
        var tails: [String] = []
        let rows = try database.rows("SELECT tail FROM deployment_key_masked", [])
        while try rows.next() { tails.append(rows.text(0) ?? "") }
        return tails
      } ?? []
    #expect(!tails.isEmpty && tails.allSatisfy { $0.utf8.count == 5 })
  }
}
