import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// Whoever owns schema or tables gets every value that is written, and has code run as who writes: an
/// apply asks whose they are before it writes anything, its lock included.
@Suite struct OwnerTests {
  /// A login without rights, and one that applies; both are dropped with the schema.
  private final class Scene {
    let schema: TemporarySchema
    let stranger: String
    let admin: String

    init() throws {
      schema = try TemporarySchema()
      stranger = "mal_\(schema.name)"
      admin = "adm_\(schema.name)"
      try schema.execute("CREATE ROLE \(stranger) LOGIN", "CREATE ROLE \(admin) LOGIN")
    }

    deinit {
      for role in [stranger, admin] {
        try? schema.execute("DROP OWNED BY \(role) CASCADE", "DROP ROLE \(role)")
      }
    }

    func session(of role: String, _ option: String = "") throws -> TargetSession {
      let url = url(of: role) + option
      return TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 1))
    }

    func url(of role: String) -> String {
      schema.url.split(separator: "postgres@").joined(separator: "\(role)@")
    }

    /// The schema as a stranger makes it, with rights for the one who applies.
    func giveSchema() throws {
      try schema.execute(
        "ALTER SCHEMA \(schema.name) OWNER TO \(stranger)",
        "GRANT ALL ON SCHEMA \(schema.name) TO \(admin)")
    }

    /// Tables as the stranger makes them.
    func makeTables() throws {
      try schema.session().apply(.empty)
      for name in SQLSchema.names {
        try schema.execute("ALTER TABLE \(name) OWNER TO \(stranger)")
      }
      try schema.execute("GRANT ALL ON ALL TABLES IN SCHEMA \(schema.name) TO \(admin)")
    }
  }

  private static func expectStranger(_ error: TargetError?, _ what: String, _ scene: Scene) {
    guard case .misplaced(let problem, let advice)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problem.contains(what) && problem.contains("belongs to \(scene.stranger)"))
    #expect(advice.contains("keyform.owner = '\(scene.stranger)'"))
  }

  @Test func anEmptySchemaOfAStrangerIsRefused() throws {
    let scene = try Scene()
    try scene.giveSchema()
    for role in [scene.admin, "postgres"] {
      let session = try scene.session(of: role)
      let order = try session.order(to: SampleInventory.full)
      Self.expectStranger(session.refusal(of: order), "the schema", scene)
    }
    let tables = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    #expect(try scene.schema.query(tables, columns: 1) == [["0"]])
  }

  @Test(arguments: ["keyform_meta", "product_key"])
  func aTableOfAStrangerIsRefused(_ table: String) throws {
    let scene = try Scene()
    try scene.schema.session().apply(.empty)
    try scene.schema.execute("ALTER TABLE \(table) OWNER TO \(scene.stranger)")
    let session = try scene.schema.session()
    let order = try session.order(to: SampleInventory.full)
    Self.expectStranger(session.refusal(of: order), "`\(table)`", scene)
    #expect(try scene.schema.query("SELECT count(*) FROM product_key", columns: 1) == [["0"]])
  }

  /// The lock is a row as well: nothing of the stranger's runs for it.
  @Test func noCodeOfAStrangerRuns() throws {
    let scene = try Scene()
    try scene.makeTables()
    try scene.schema.execute("DROP SEQUENCE IF EXISTS ran", "CREATE SEQUENCE ran")
    try scene.schema.execute(
      """
      CREATE FUNCTION runs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER \
      AS 'BEGIN PERFORM nextval(''\(scene.schema.name).ran''); RETURN NEW; END'
      """,
      """
      CREATE TRIGGER runs BEFORE INSERT OR UPDATE ON keyform_meta FOR EACH ROW EXECUTE FUNCTION runs()
      """)
    let session = try scene.session(of: "postgres")
    let order = try session.order(to: SampleInventory.full)
    Self.expectStranger(session.refusal(of: order), "`keyform_meta`", scene)
    #expect(try scene.schema.query("SELECT is_called FROM ran", columns: 1) == [["f"]])
  }

  /// Before version 15 a login may make others members of itself.
  @Test func aStrangerWhoMadeOthersMembersStaysOne() throws {
    let scene = try Scene()
    try scene.giveSchema()
    let order = try scene.session(of: scene.admin).order(to: SampleInventory.full)
    let grant = "GRANT \(scene.stranger) TO \(scene.admin) GRANTED BY \(scene.stranger)"
    // Not even a superuser may say so from version 16 on.
    guard (try? scene.schema.execute(grant)) != nil else { return }
    let session = try scene.session(of: scene.admin)
    Self.expectStranger(session.refusal(of: order), "the schema", scene)
  }

  /// A role of owners, and an owner whom the operator names.
  @Test func whoIsTrustedMayOwn() throws {
    let scene = try Scene()
    try scene.makeTables()
    try scene.giveSchema()
    let named = try scene.session(
      of: scene.admin, "%20-ckeyform.owner%3D\(scene.stranger)")
    #expect(throws: Never.self) { try named.apply(SampleInventory.full) }
    try scene.schema.execute("GRANT \(scene.stranger) TO \(scene.admin)")
    #expect(throws: Never.self) { try scene.session(of: scene.admin).apply(.empty) }
    // The owner itself, in its own schema.
    #expect(throws: Never.self) {
      try scene.session(of: scene.stranger).apply(SampleInventory.full)
    }
  }

  /// Who only reads hands nothing over; who could write is told what an apply would say.
  @Test func readingIsToldToWhoMayWrite() throws {
    let scene = try Scene()
    try scene.makeTables()
    try scene.schema.execute("GRANT USAGE ON SCHEMA \(scene.schema.name) TO \(scene.admin)")
    let told = try PlaceTests.notes(scene.session(of: scene.admin).target)
    #expect(told.count == 1 && told[0].contains("`keyform_meta` belongs to"), "\(told)")
    try scene.schema.execute(
      "REVOKE INSERT ON ALL TABLES IN SCHEMA \(scene.schema.name) FROM \(scene.admin)")
    #expect(try PlaceTests.notes(scene.session(of: scene.admin).target).isEmpty)
  }

  /// Expressions run as who writes, like triggers.
  @Test func expressionsOfOthersAreTold() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    try schema.execute(
      "CREATE FUNCTION f(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
      "ALTER TABLE label ADD COLUMN more text GENERATED ALWAYS AS (f(value)) STORED",
      "ALTER TABLE label ADD CONSTRAINT small CHECK (f(value) <> 'x')",
      "ALTER TABLE label ALTER COLUMN value SET DEFAULT f('x')",
      "CREATE INDEX by_f ON label (f(value))")
    let notes = try PlaceTests.notes(schema.target())
    #expect(notes.count == 1, "\(notes)")
    for what in ["generated column more", "constraint small", "default of value", "index by_f"] {
      #expect(notes.first?.contains(what) == true, "\(what)")
    }
  }
}
