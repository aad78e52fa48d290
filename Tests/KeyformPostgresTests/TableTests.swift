import KeyformCore
import KeyformPostgres
import KeyformSQL
import KeyformTestSupport
import Testing

@Suite struct TableTests {
  /// What `apply` makes is what the script in `schemas/` says.
  @Test func scriptMakesTheSameTables() throws {
    let applied = try TemporarySchema()
    try applied.session().apply(.empty)
    let scripted = try TemporarySchema()
    for statement in SQLSchema.statements(.postgres) { try scripted.execute(statement) }
    let columns = """
      SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name \
      FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2
      """
    let constraints = """
      SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint \
      WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2
      """
    for (sql, count) in [(columns, 6), (constraints, 3)] {
      let made = try applied.query(sql, columns: count)
      #expect(made.count > 20)
      #expect(made == (try scripted.query(sql, columns: count)))
    }
  }

  @Test func tablesOfOthersAreLeftAlone() throws {
    let schema = try TemporarySchema()
    try schema.execute("CREATE TABLE invoice (id BIGINT)", "CREATE VIEW customer AS SELECT 1")
    let session = try schema.session()
    #expect(throws: TargetError.foreign("customer, invoice")) { try session.target.inspect() }
    #expect(throws: TargetError.foreign("customer, invoice")) { try session.read() }
  }

  /// Each program has a schema of its own: only the current one is looked at.
  @Test func otherSchemasAreNotSeen() throws {
    let one = try TemporarySchema()
    let other = try TemporarySchema()
    try one.session().apply(SampleInventory.full)
    #expect(try other.target().inspect() == .empty)
    try other.session().apply(SampleInventory.full)
    try other.session().apply(.empty)
    let changes = Difference.changes(from: try one.session().read(), to: SampleInventory.full)
    #expect(changes.isEmpty)
  }

  @Test func missingTable() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    try schema.execute("DROP VIEW deployment_key CASCADE", "DROP TABLE directory_key")
    let session = try schema.session()
    #expect(
      throws: TargetError.incomplete(["directory_key", "deployment_key", "deployment_key_masked"])
    ) { try session.read() }
  }

  @Test(arguments: [
    (
      "UPDATE product_key SET state = 'gone' WHERE name = 'mak'", "key/mak",
      "state holds a word that is not known"
    ),
    (
      "UPDATE product_key SET value = 'FKFKF' WHERE name = 'mak'", "key/mak",
      "value is no product key"
    ),
    (
      "UPDATE product_key SET quantity = -1 WHERE name = 'mak'", "key/mak",
      "quantity is below zero"
    ),
    (
      "INSERT INTO label VALUES ('contoso', 'key', 'nobody', 'site', 'x')", "label",
      "`nobody` is no key"
    ),
    (
      "DELETE FROM keyform_meta WHERE name = 'digest_key'", "keyform_meta/digest_key",
      "is missing or does not have the expected form"
    ),
  ])
  func damagedRow(_ statement: String, _ row: String, _ problem: String) throws {
    let schema = try TemporarySchema()
    try schema.session().apply(SampleInventory.full)
    try schema.execute(statement)
    let session = try schema.session()
    #expect(throws: TargetError.damaged(row: row, problem: problem)) { try session.read() }
  }

  @Test func triggerThatChangesRows() throws {
    let schema = try TemporarySchema()
    try schema.session().apply(.empty)
    try schema.execute(
      """
      CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql \
      AS 'BEGIN NEW.machines = NEW.machines + 1; RETURN NEW; END'
      """, "CREATE TRIGGER more BEFORE INSERT ON deployment FOR EACH ROW EXECUTE FUNCTION more()")
    let session = try schema.session()
    let order = try session.order(to: SampleInventory.full)
    #expect(
      session.refusal(of: order)
        == .notWrittenAsPlanned(
          row: "deployment/laptops", problem: "other than written: machines"))
    #expect(try session.read().inventory.count == 0)
  }

  @Test func journalIsAChain() throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    try session.apply(SampleInventory.full)
    try session.apply(SampleInventory.changing("mak") { $0.quantity = .count(7) })
    try session.apply(.empty)
    #expect(try schema.target().firstAlteredChangeSet(project: "contoso") == nil)
    #expect(
      try session.target.history(project: "contoso", limit: 9).map(\.databaseRole)
        == ["postgres", "postgres", "postgres"])
    try schema.execute("UPDATE change_item SET after = '{}' WHERE change_set_id = 2")
    #expect(try schema.target().firstAlteredChangeSet(project: "contoso") == 2)
  }

  /// Many rows are checked and read back in one scan, few by name: both must find the same.
  @Test(arguments: [1, 400, 2_000]) func touchedRowsAreFound(_ touched: Int) throws {
    let schema = try TemporarySchema()
    let session = try schema.session()
    let all = (0..<2_000).map { number in
      var key = ProductKey(name: "key-\(1_000_000 + number)")
      key.keyKind = .gvlk
      key.products = [ProductID("windows-11/enterprise")]
      key.publicValue = SampleKeys.secret(number)
      return key
    }
    try session.apply(Inventory(keys: EntrySet(all.map { Entry($0, origin: .none) })))
    let desired = all.enumerated().map { index, key in
      var key = key
      if index % (2_000 / touched) == 0 { key.quantity = .unlimited }
      return key
    }
    let goal = Inventory(keys: EntrySet(desired.map { Entry($0, origin: .none) }))
    let order = try session.order(to: goal)
    #expect(order.changes.count == touched)
    try schema.execute("UPDATE product_key SET licences = 3 WHERE name = 'key-1000000'")
    let stale = StaleField(
      address: Address(.key, "key-1000000"), field: "licences", planned: nil, now: "3")
    #expect(session.refusal(of: order) == .stale([stale]))
    try schema.execute("UPDATE product_key SET licences = NULL WHERE name = 'key-1000000'")
    #expect(session.refusal(of: order) == nil)
    #expect(Difference.changes(from: try session.read(), to: goal).isEmpty)
  }
}
