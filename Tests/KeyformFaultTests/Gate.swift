/// A place in an apply, on the server, where the first one that comes by waits until the gate is
/// opened, its backend is ended or the server stops. A server that was started anew lets all pass.
struct Gate {
  enum Place: String, CaseIterable, Sendable {
    /// The first new key is on its way into its table.
    case atAKey
    /// Rows are written, the journal is under way; nothing is committed.
    case inTheMiddle
    /// The server has got COMMIT and has not answered.
    case atCommit
  }

  private let scene: Scene

  init(_ place: Place, in scene: Scene) throws {
    self.scene = scene
    let trigger =
      switch place {
      case .atAKey: "CREATE TRIGGER gate BEFORE INSERT ON product_key FOR EACH ROW"
      case .inTheMiddle:
        "CREATE TRIGGER gate AFTER INSERT ON change_item FOR EACH STATEMENT"
      case .atCommit:
        // What an apply has put off runs before its rows are read back: so this is put off again then.
        """
        CREATE TABLE gate.commits (id BIGINT);
        CREATE FUNCTION gate.put_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN SET CONSTRAINTS ALL DEFERRED; INSERT INTO gate.commits VALUES (1); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON change_set DEFERRABLE INITIALLY DEFERRED \
        FOR EACH ROW EXECUTE FUNCTION gate.put_off();
        CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON gate.commits DEFERRABLE INITIALLY DEFERRED \
        FOR EACH ROW
        """
      }
    // Sequences are bound to no transaction: what one counts, others see at once.
    try scene.sql(
      """
      CREATE SCHEMA gate;
      CREATE SEQUENCE gate.came;
      CREATE SEQUENCE gate.opened;
      CREATE TABLE gate.server AS SELECT pg_postmaster_start_time() AS started;
      CREATE FUNCTION gate.wait() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT started = pg_postmaster_start_time() FROM gate.server) THEN
          IF nextval('gate.came') = 1 THEN
            WHILE NOT (SELECT is_called FROM gate.opened) LOOP PERFORM pg_sleep(0.02); END LOOP;
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      \(trigger) EXECUTE FUNCTION gate.wait();
      """)
  }

  /// Waits until somebody waits at the gate.
  func untilReached() throws {
    try scene.sql(
      """
      DO $$ BEGIN
        FOR try IN 1..3000 LOOP
          IF (SELECT is_called FROM gate.came) THEN RETURN; END IF;
          PERFORM pg_sleep(0.02);
        END LOOP;
        RAISE 'nobody came to the gate';
      END $$
      """)
  }

  func open() throws { try scene.sql("SELECT nextval('gate.opened')") }

  /// Cuts the connection of who waits, from the server's side.
  func endWhoWaits() throws {
    let ended = try scene.sql(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'keyform' AND state = 'active'
      """)
    guard ended == ["t"] else { throw NobodyEnded(ended: ended) }
  }

  struct NobodyEnded: Error { let ended: [String] }
}
