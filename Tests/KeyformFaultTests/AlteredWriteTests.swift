import Testing

/// A trigger of the target changes what is written: all of it is rolled back, and the row named. On
/// SQLite a trigger is refused before anything is written.
@Suite struct AlteredWriteTests {
  private static let alterations: [(row: String, table: String, change: String)] = [
    ("key/mak-", "product_key", "quantity = quantity + 1"),
    ("key/mak-", "product_key", "value = 'FKFKF-KFKFK-FKFKF-KFKFK-QRTVW'"),
    ("deployment/rollout-", "deployment", "note = 'other'"),
    ("binding/rollout-", "binding", "machines = machines - 1"),
  ]

  @Test(arguments: Engine.allCases)
  func isRolledBack(_ engine: Engine) throws {
    let scene = try Scene(engine)
    let change = try Changeover(scene, count: 10)
    try change.plan()
    for (row, table, alteration) in Self.alterations {
      try scene.sql(Self.trigger(on: table, setting: alteration, engine))
      let before = try scene.contents()
      let outcome = try scene.run(change.apply)
      #expect(outcome.status == 7, "\(alteration): \(outcome)")
      switch engine {
      case .sqlite:
        #expect(outcome.errors.contains("`\(table)` has what is not Keyform's"), "\(outcome)")
      case .postgres:
        #expect(outcome.errors.contains("row \(row)"), "\(outcome)")
        #expect(outcome.errors.contains("did not read back as planned"), "\(outcome)")
        #expect(outcome.errors.contains("Everything was rolled back."), "\(outcome)")
      }
      #expect(try scene.contents() == before)
      try scene.sql(
        engine == .sqlite ? "DROP TRIGGER alters" : "DROP FUNCTION alter_row CASCADE")
      #expect(try change.state() == .old)
    }
    let outcome = try scene.run(change.apply)
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// Rows that a trigger keeps from being deleted, or from coming.
  @Test(arguments: Engine.allCases)
  func whatIsHeldBackIsSeen(_ engine: Engine) throws {
    let scene = try Scene(engine)
    let change = try Changeover(scene, count: 10)
    try change.plan()
    for event in ["DELETE", "INSERT"] {
      switch engine {
      case .sqlite:
        try scene.sql(
          """
          CREATE TRIGGER alters BEFORE \(event) ON deployment BEGIN SELECT RAISE(IGNORE); END
          """)
      case .postgres:
        try scene.sql(
          """
          CREATE FUNCTION alter_row() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RETURN NULL; END';
          CREATE TRIGGER alters BEFORE \(event) ON deployment FOR EACH ROW
            EXECUTE FUNCTION alter_row();
          """)
      }
      let before = try scene.contents()
      let outcome = try scene.run(change.apply)
      #expect(outcome.status == 7, "\(event): \(outcome)")
      switch engine {
      case .sqlite: #expect(outcome.errors.contains("(trigger alters)"), "\(outcome)")
      case .postgres:
        #expect(outcome.errors.contains("deployment/spare-"), "\(outcome)")
        #expect(outcome.errors.contains("Everything was rolled back."), "\(outcome)")
      }
      #expect(try scene.contents() == before)
      try scene.sql(
        engine == .sqlite ? "DROP TRIGGER alters" : "DROP FUNCTION alter_row CASCADE")
    }
  }

  private static func trigger(
    on table: String, setting change: String, _ engine: Engine
  ) -> String {
    let update = """
      UPDATE \(table) SET \(change) WHERE project = NEW.project AND name = NEW.name;
      """
    return switch engine {
    case .sqlite: "CREATE TRIGGER alters AFTER UPDATE ON \(table) BEGIN \(update) END"
    case .postgres:
      """
      CREATE FUNCTION alter_row() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN \(update) RETURN NULL; END $$;
      CREATE TRIGGER alters AFTER UPDATE ON \(table) FOR EACH ROW
        WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION alter_row();
      """
    }
  }
}
