/// Where a transaction looks names up: among the server's own, then in the schema of the tables, and
/// in that of temporary tables last.
///
/// Whoever may create things in a schema of the role's own path could otherwise give a name or an
/// operator another meaning there, and be handed every key.
enum SearchPath {
  /// A value to select. A path that does not name `pg_catalog` begins with it, and new tables go
  /// into the first schema that it names. A role without any schema stays without one.
  static let setting = """
    pg_catalog.set_config('search_path', COALESCE(pg_catalog.quote_ident(\
    pg_catalog.current_schema()) OPERATOR(pg_catalog.||) ', pg_temp', ''), true)
    """

  /// Holds until the end of the transaction, behind a pooler too.
  static let set = "SELECT " + setting
}
