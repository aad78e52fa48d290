package import KeyformCore
package import KeyformSQL

/// A target on a PostgreSQL server, or on one that speaks its protocol.
package enum PostgresTarget {
  /// Nothing is connected yet. `url` is all that libpq takes for a connection URI, and is never
  /// shown as it stands. `lockTimeout` is in seconds: so long is waited for another apply, for rows
  /// of other writers and for a server that went away. `isCancelled` is asked while waiting.
  package static func open(
    url: String, name: String?, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(TargetError) -> SQLTarget {
    SQLTarget(
      try engine(url: url, lockTimeout: lockTimeout, isCancelled: isCancelled),
      description: TargetDescription(name: name, url: try ConnectionURL(url).shown))
  }

  package static func engine(
    url: String, lockTimeout: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(TargetError) -> any SQLEngine {
    PostgresEngine(
      try ConnectionURL(url), patience: Patience(seconds: lockTimeout, isCancelled: isCancelled))
  }

  /// The URL without user, password and what leads to them: as plans and messages show it. Throws
  /// `unreachable` where libpq would not take it; the text is then nowhere repeated.
  package static func shown(_ url: String) throws(TargetError) -> String {
    try ConnectionURL(url).shown
  }

  /// The URL as a command line may repeat it: with the user, without passwords; and whether it had
  /// one. Throws as `shown` does.
  package static func typed(
    _ url: String
  ) throws(TargetError) -> (url: String, hadPassword: Bool) {
    let url = try ConnectionURL(url)
    return (url.typed, url.hasPassword)
  }

  package static func isURL(_ text: String) -> Bool {
    text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
  }
}

extension SQLDialect {
  /// Names come in byte order whatever the database's own order is. Tables of extensions are not
  /// the user's.
  package static let postgres = SQLDialect(
    textType: #"TEXT COLLATE "C""#, tableOptions: "",
    tableNames: """
      SELECT c.relname FROM pg_catalog.pg_class c \
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
      WHERE n.nspname = pg_catalog.current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') \
      AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d \
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objid = c.oid AND d.deptype = 'e') \
      ORDER BY c.relname
      """,
    ownTables: """
      SELECT pg_catalog.count(*) FROM pg_catalog.pg_class \
      WHERE relnamespace = (SELECT oid FROM pg_catalog.pg_namespace \
      WHERE nspname = pg_catalog.current_schema()) \
      AND relkind IN ('r', 'p', 'v') \
      AND relname IN (\(SQLSchema.names.map { "'\($0)'" }.joined(separator: ", ")))
      """, schemaOfFunctions: "pg_catalog.", lists: .array)
}
