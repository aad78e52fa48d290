internal import KeyformCore
internal import KeyformSQL

/// Where a transaction looks names up: among the server's own, then in the schema of the tables, and
/// in that of temporary tables last.
///
/// Whoever may create things in a schema of the role's own path could otherwise give a name or an
/// operator another meaning there, and be handed every key.
enum SearchPath {
  /// Begins a transaction with `begin`, sets its path, and looks where that leads before anything there
  /// is read: a schema that somebody made may come before the one of the tables, and a view in place
  /// of a table runs what its owner wrote. `toWrite`: owners of the schema and of that table, to which
  /// the lock is written, are looked at as well, for a stranger's trigger would run. Gives whether the
  /// schema has a table `keyform_meta`.
  @discardableResult
  static func enter(
    _ database: PostgresDatabase, _ begin: String, toWrite: Bool = false
  ) throws(TargetError) -> Bool {
    let result = try database.run("\(begin); \(set(toWrite))", [])
    guard let result, result.rowCount == 1, let schema = result.text(1) else {
      // A role without any schema stays without one.
      return false
    }
    // No schema of people may be called so.
    if schema.hasPrefix("pg_temp") {
      throw .misplaced(
        "the role's search_path begins with temporary tables, which are gone when it disconnects",
        advice: advice)
    }
    if let others = result.text(0) {
      throw .misplaced(
        """
        the role's search_path leads to the schema \(schema) first, and there are tables of Keyform \
        in \(others) too
        """, advice: advice)
    }
    let kind = result.text(2)
    guard kind == nil || kind == "r" || kind == "p" else {
      throw .replaced("`\(SQLSchema.meta.name)` is no table")
    }
    if toWrite {
      if let owner = result.text(3) { throw .strangers("the schema \(schema)", owner: owner) }
      if let owner = result.text(4) { throw .strangers("`\(SQLSchema.meta.name)`", owner: owner) }
    }
    return kind != nil
  }

  private static let advice = """
    Name the schema of the tables alone: options=-csearch_path%3DSCHEMA in the URL, or ALTER ROLE … \
    SET search_path. If nobody knows the other one, find out who made it.
    """

  /// Every name with its schema: this runs under the role's own path, which the last value replaces. A
  /// path that does not name `pg_catalog` begins with it, and new tables go into the first schema that
  /// it names. It holds until the end of the transaction, behind a pooler too.
  static func set(_ toWrite: Bool) -> String {
    """
    SELECT (SELECT pg_catalog.string_agg(n.nspname::pg_catalog.text, ', ') \
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
    ON n.oid OPERATOR(pg_catalog.=) c.relnamespace \
    WHERE c.relname OPERATOR(pg_catalog.=) '\(SQLSchema.meta.name)' \
    AND n.nspname OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false)) \
    AND n.nspname OPERATOR(pg_catalog.<>) pg_catalog.current_schema()), \
    pg_catalog.current_schema(), \
    (SELECT c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
    ON n.oid OPERATOR(pg_catalog.=) c.relnamespace \
    WHERE c.relname OPERATOR(pg_catalog.=) '\(SQLSchema.meta.name)' \
    AND n.nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema()), \
    \(toWrite ? owners : "")pg_catalog.set_config('search_path', COALESCE(pg_catalog.quote_ident(\
    pg_catalog.current_schema()) OPERATOR(pg_catalog.||) ', pg_temp', ''), true)
    """
  }

  private static let owners = """
    (SELECT pg_catalog.pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n \
    WHERE n.nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema() \
    AND NOT \(TrustedOwner.condition("n.nspowner"))), \
    (SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c \
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace \
    WHERE c.relname OPERATOR(pg_catalog.=) '\(SQLSchema.meta.name)' \
    AND n.nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema() \
    AND NOT \(TrustedOwner.condition("c.relowner"))),\u{20}
    """
}
