import KeyformPostgres
import KeyformTestSupport
import Testing

/// Whoever may create things in the schema of the tables is handed nothing: names in Keyform's
/// statements mean the server's own.
@Suite struct ShadowTests {
  private static let shadows = Result { Shadows(of: try StatementWork.log.get().statements) }

  /// Also where the path of the role puts the schema before the server's own.
  @Test(arguments: ["", ",pg_catalog"]) func nothingIsReceived(_ behind: String) throws {
    let shadows = try Self.shadows.get()
    try StatementWork.run(on: PostgresServer.url()) { server in
      let schema = try TemporarySchema(on: server, behind: behind)
      try shadows.cast(in: schema)
      return schema
    }
  }

  /// The statements are looked through for what they use.
  @Test func everyNameIsShadowed() throws {
    let known: Set = [
      "=", "<>", ">=", "||", "count", "current_schema", "max", "oid", "quote_ident", "regclass",
      "set_config", "substr", "text", "unnest",
    ]
    #expect(try Self.shadows.get().names.isSuperset(of: known))
  }

  /// They would be taken for the server's own, if they were only called by name.
  @Test(arguments: [
    "SELECT unnest('{a}'::text[])", "SELECT 'a'::oid = 'pg_catalog.pg_class'::regclass",
  ])
  func theShadowsAreNearer(_ statement: String) throws {
    let schema = try TemporarySchema(on: PostgresServer.url())
    try Self.shadows.get().cast(in: schema)
    #expect(throws: (any Error).self) { try schema.query(statement, columns: 1) }
    let path = "SET LOCAL search_path = \(schema.name), pg_catalog"
    #expect(throws: (any Error).self) { try schema.execute(path, "SELECT count(*) FROM pg_class") }
    #expect(throws: (any Error).self) { try schema.execute(path, "SELECT 1::bigint = 1::bigint") }
  }
}
