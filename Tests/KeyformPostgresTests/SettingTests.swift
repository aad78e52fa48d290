import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

/// What a transaction sets for itself, and what it asks of the server.
@Suite struct SettingTests {
  private static func settings(
    _ names: [String], _ schema: TemporarySchema, _ more: String = ""
  ) throws -> [String?] {
    let engine = try PostgresTarget.engine(url: schema.url + more, lockTimeout: 2)
    return try engine.writing { (database) throws(TargetError) in
      let list = names.map { "current_setting('\($0)')" }.joined(separator: ", ")
      let rows = try database.rows("SELECT \(list)", [])
      guard try rows.next() else { return [] }
      return names.indices.map { rows.text($0) }
    }
  }

  /// A machine that died holds its lock no longer than this; of a socket there is nothing to ask.
  @Test func aDeadClientIsNoticed() throws {
    let schema = try TemporarySchema()
    #expect(try Self.settings(["idle_in_transaction_session_timeout"], schema) == ["5min"])
    #expect(try Self.settings(["lock_timeout", "row_security"], schema) == ["2s", "off"])
  }

  /// What somebody has chosen stays.
  @Test func whatWasChosenStays() throws {
    let schema = try TemporarySchema()
    let chosen = "%20-cidle_in_transaction_session_timeout%3D90000"
    #expect(try Self.settings(["idle_in_transaction_session_timeout"], schema, chosen) == ["90s"])
  }

  @Test func whoMayKeepsParametersOutOfTheLog() throws {
    let schema = try TemporarySchema()
    let names = [
      "log_parameter_max_length", "log_parameter_max_length_on_error", "log_error_verbosity",
    ]
    #expect(try Self.settings(names, schema) == ["0", "0", "terse"])
  }

  /// A session that says nothing for too long is ended, and its lock is free.
  @Test func anIdleTransactionEnds() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    let chosen = "%20-cidle_in_transaction_session_timeout%3D100"
    let engine = try PostgresTarget.engine(url: schema.url + chosen, lockTimeout: 0)
    let claim = LockClaim(project: "contoso", operatorName: "erika", planDigest: nil)
    let (held, done) = (Gate(), Gate())
    let holder = Concurrently {
      try engine.writing(claim) { (database) throws(TargetError) in
        held.open()
        _ = done.pass()
        try database.execute("SELECT 1")
      } committed: { (_, _) throws(TargetError) in
        nil
      }
    }
    #expect(held.pass())
    #expect(throws: Never.self) { try schema.session(lockTimeout: 20).apply(SampleInventory.full) }
    done.open()
    #expect(throws: TargetError.self) { try holder.value() }
  }

  /// Hidden rows would be taken for missing ones.
  @Test func hiddenRowsAreAnError() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    let order = try schema.session().order(to: .empty)
    let role = "h_\(schema.name)"
    try schema.execute(
      "CREATE ROLE \(role) LOGIN", "GRANT USAGE ON SCHEMA \(schema.name) TO \(role)",
      "GRANT ALL ON ALL TABLES IN SCHEMA \(schema.name) TO \(role)",
      "ALTER TABLE binding ENABLE ROW LEVEL SECURITY",
      "CREATE POLICY few ON binding USING (name LIKE 'x%')")
    defer { try? schema.execute("DROP OWNED BY \(role)", "DROP ROLE \(role)") }
    let url = schema.url.split(separator: "postgres@").joined(separator: "\(role)@")
    let session = TargetSession(try PostgresTarget.open(url: url, name: nil, lockTimeout: 1))
    #expect(throws: TargetError.hidden("`binding`")) { try session.read() }
    #expect(session.refusal(of: order) == .hidden("`binding`"))
    #expect(try schema.session().read().inventory.count == SampleInventory.full.count)
  }

  /// A trigger that waits for the commit changes what was read back before.
  @Test func deferredTriggersRunBeforeTheReadBack() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    try schema.execute(
      """
      CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS \
      'BEGIN UPDATE deployment SET machines = 1 WHERE name = NEW.name; RETURN NULL; END'
      """,
      """
      CREATE CONSTRAINT TRIGGER more AFTER INSERT ON deployment DEFERRABLE INITIALLY DEFERRED \
      FOR EACH ROW EXECUTE FUNCTION more()
      """)
    let session = try schema.session()
    let order = try session.order(to: SampleInventory.full)
    #expect(
      session.refusal(of: order)
        == .notWrittenAsPlanned(
          row: "deployment/laptops", problem: "other than written: machines"))
    #expect(try session.read().inventory.count == 0)
  }
}
