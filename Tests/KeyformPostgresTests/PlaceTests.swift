import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Synchronization
import Testing

/// What takes the place of Keyform's tables and views is noticed before a row of it is believed.
@Suite struct PlaceTests {
  private static func notes(_ schema: TemporarySchema) throws -> [String] {
    try notes(schema.target())
  }

  static func notes(_ target: any DeploymentTarget) throws -> [String] {
    let notes = Mutex<[String]>([])
    _ = try target.read(
      project: "contoso",
      progress: ProgressReport(note: { text in notes.withLock { $0.append(text) } }))
    return notes.withLock { $0 }
  }

  private static func applied() throws -> TemporarySchema {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    return schema
  }

  /// Nobody reads it, and no order is carried out.
  private static func expectRefusal(
    of session: TargetSession, _ order: ApplyOrder, _ isWanted: (TargetError) -> Bool
  ) {
    do throws(TargetError) {
      _ = try session.read()
      Issue.record("it was read")
    } catch {
      #expect(isWanted(error), "\(error)")
    }
    if let error = session.refusal(of: order) {
      #expect(isWanted(error), "\(error)")
    } else {
      Issue.record("it was written")
    }
  }

  /// PostgreSQL's own path begins with a schema of the login's name, which whoever may create one owns.
  @Test(arguments: [true, false])
  func aSchemaBeforeTheTablesIsSeen(_ isForged: Bool) throws {
    let schema = try Self.applied()
    let forged = "\(schema.name)_forged"
    try schema.execute("CREATE SCHEMA \(forged)")
    defer { try? schema.execute("DROP SCHEMA \(forged) CASCADE") }
    let order = try schema.session().order(to: .empty)
    let path = "-csearch_path%3D"
    let url = schema.url.split(separator: path).joined(separator: "\(path)\(forged),")
    let session = TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 1))
    if isForged {
      // Complete, with the id of the other.
      for table in SQLSchema.tables.map(\.name) {
        try schema.execute(
          "CREATE TABLE \(forged).\(table) (LIKE \(table) INCLUDING ALL)",
          "INSERT INTO \(forged).\(table) SELECT * FROM \(table)")
      }
      for view in SQLSchema.viewNames {
        try schema.execute("CREATE VIEW \(forged).\(view) AS SELECT * FROM \(view)")
      }
    }
    Self.expectRefusal(of: session, order) { error in
      guard case .misplaced(let problem, _) = error else { return false }
      return problem.contains(forged) && problem.contains("in \(schema.name) too")
    }
  }

  @Test func aPathOfTemporaryTablesIsRefused() throws {
    let schema = try TemporarySchema()
    let order = try schema.session().order(to: SampleInventory.full)
    let path = "-csearch_path%3D"
    let url = schema.url.split(separator: path).joined(separator: "\(path)pg_temp,")
    let session = TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 1))
    Self.expectRefusal(of: session, order) {
      if case .misplaced(let problem, _) = $0 { problem.contains("temporary") } else { false }
    }
  }

  @Test func tablesThatWereMovedSayWhereTheyWere() throws {
    let schema = try Self.applied()
    let order = try schema.session().order(to: .empty)
    try schema.execute("UPDATE keyform_meta SET value = 'elsewhere' WHERE name = 'schema'")
    Self.expectRefusal(of: try schema.session(), order) {
      if case .misplaced(let problem, let advice) = $0 {
        problem.contains("elsewhere")
          && advice.contains("UPDATE keyform_meta SET value = '\(schema.name)'")
      } else {
        false
      }
    }
  }

  /// What a view says runs with the rights of whoever reads it: nothing of it may run.
  @Test(arguments: ["keyform_meta", "product_key", "label"])
  func aViewInPlaceOfATableIsRefused(_ table: String) throws {
    let schema = try Self.applied()
    let order = try schema.session().order(to: .empty)
    try schema.execute(
      """
      CREATE FUNCTION runs() RETURNS boolean LANGUAGE plpgsql \
      AS 'BEGIN RAISE ''it ran as %'', current_user; END'
      """,
      "ALTER TABLE \(table) RENAME TO other",
      "CREATE VIEW \(table) AS SELECT * FROM other WHERE runs()",
      """
      CREATE FUNCTION takes() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
      """,
      """
      CREATE TRIGGER takes INSTEAD OF INSERT OR UPDATE OR DELETE ON \(table) FOR EACH ROW \
      EXECUTE FUNCTION takes()
      """)
    Self.expectRefusal(of: try schema.session(), order) {
      $0 == .replaced("`\(table)` is no table")
    }
    // Nor by who asks for the lock.
    if table == "keyform_meta" {
      #expect(throws: TargetError.replaced("`keyform_meta` is no table")) {
        try schema.target().lockState(project: "contoso")
      }
    }
  }

  @Test func aColumnOfAnotherTypeIsRefused() throws {
    let schema = try Self.applied()
    let order = try schema.session().order(to: .empty)
    try schema.execute("ALTER TABLE label ALTER COLUMN value TYPE VARCHAR(200)")
    Self.expectRefusal(of: try schema.session(), order) {
      $0 == .replaced("column `value` of table `label` has another type")
    }
  }

  private static let otherView = """
    CREATE OR REPLACE VIEW deployment_key_masked AS SELECT project, deployment, used_for, product, \
    architecture, kind, key_project, key_name, value AS tail, check_value, change_set \
    FROM deployment_key
    """

  @Test func aReplacedViewIsSeen() throws {
    let schema = try Self.applied()
    let order = try schema.session().order(to: .empty)
    try schema.execute(Self.otherView)
    Self.expectRefusal(of: try schema.session(), order) {
      if case .replaced(let problem) = $0 {
        problem.contains("deployment_key_masked")
      } else {
        false
      }
    }
  }

  /// It could be read around without the option that keeps others' functions back.
  @Test func aViewWithoutItsBarrierIsSeen() throws {
    let schema = try Self.applied()
    let order = try schema.session().order(to: .empty)
    try schema.execute("ALTER VIEW deployment_key RESET (security_barrier)")
    Self.expectRefusal(of: try schema.session(), order) {
      if case .replaced = $0 { true } else { false }
    }
    try schema.execute("DELETE FROM keyform_meta WHERE name = 'views'")
    let notes = try Self.notes(schema)
    #expect(notes.count == 1 && notes[0].contains("ALTER VIEW deployment_key SET"), "\(notes)")
  }

  /// Views of version 3 had none; rights on them stay.
  @Test func viewsOfAnOlderVersionGetIt() throws {
    let schema = try Self.applied()
    let role = "v_\(schema.name)"
    try schema.execute("CREATE ROLE \(role)", "GRANT SELECT ON deployment_key TO \(role)")
    defer { try? schema.execute("DROP OWNED BY \(role)", "DROP ROLE \(role)") }
    for view in SQLSchema.viewNames {
      try schema.execute("ALTER VIEW \(view) RESET (security_barrier)")
    }
    for statement in OlderTables.statements(3) { try schema.execute(statement) }
    try schema.execute("DELETE FROM keyform_meta WHERE name IN ('schema', 'views')")
    try schema.session().apply(.empty)
    #expect(try Self.notes(schema).isEmpty)
    let said =
      "SELECT reloptions FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    #expect(
      try schema.query(said + "AND relkind = 'v'", columns: 1)
        == [["{security_barrier=true}"], ["{security_barrier=true}"]])
    #expect(
      try schema.query(
        "SELECT has_table_privilege('\(role)', 'deployment_key', 'SELECT')", columns: 1)
        == [["t"]])
  }

  /// Tables that do not say it yet, and those of a server that has other words since: the next apply
  /// says it.
  @Test(arguments: [
    "DELETE FROM keyform_meta WHERE name IN ('schema', 'views')",
    "UPDATE keyform_meta SET value = '9 ' || substr(value, 4) WHERE name = 'views'",
  ])
  func theNextApplySaysWhatIsThere(_ statement: String) throws {
    let schema = try Self.applied()
    let said = "SELECT name, value FROM keyform_meta WHERE name IN ('schema', 'views') ORDER BY 1"
    let before = try schema.query(said, columns: 2)
    #expect(before.count == 2 && before[0][1] == schema.name)
    try schema.execute(statement)
    #expect(try schema.query(said, columns: 2) != before)
    try schema.session().apply(.empty)
    #expect(try schema.query(said, columns: 2) == before)
  }

  @Test func othersThingsAreTold() throws {
    let schema = try Self.applied()
    #expect(try Self.notes(schema).isEmpty)
    let other = "o_\(schema.name)"
    try schema.execute(
      "CREATE ROLE \(other)", "GRANT CREATE ON SCHEMA \(schema.name) TO \(other), PUBLIC",
      "ALTER TABLE label OWNER TO \(other)",
      "CREATE FUNCTION looks() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      "CREATE TRIGGER looks BEFORE INSERT ON product_key FOR EACH ROW EXECUTE FUNCTION looks()",
      "CREATE RULE also AS ON INSERT TO product DO ALSO NOTHING")
    defer { try? schema.execute("DROP OWNED BY \(other)", "DROP ROLE \(other)") }
    let notes = try Self.notes(schema)
    #expect(notes.count == 4, "\(notes)")
    #expect(notes.contains { $0.contains("schema \(schema.name) (") && $0.contains("everybody") })
    #expect(notes.contains { $0.contains("`label` belongs to \(other)") })
    #expect(notes.contains { $0.contains("`product_key`") && $0.contains("trigger looks") })
    #expect(notes.contains { $0.contains("`product`") && $0.contains("rule also") })
  }
}
