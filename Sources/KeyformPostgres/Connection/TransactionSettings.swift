/// Settings of one transaction, gone with it, behind a pooler too.
enum TransactionSettings {
  /// Hidden rows would be taken for missing ones: with this they are an error.
  static let everyRow = "SET LOCAL row_security = off"

  /// Begins a transaction that only reads.
  static let reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(everyRow)"

  /// Begins the transaction of an apply, which waits so many milliseconds for rows of others.
  ///
  /// References to a change set wait for its end, so that the change set is written last.
  static func writing(_ server: Int, lockTimeout: Int) -> String {
    // Older ones do not know it, and write parameters of failed statements to no log.
    let onError = server >= 130_000 ? "SET LOCAL log_parameter_max_length_on_error = 0; " : ""
    return """
      BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL standard_conforming_strings = on; \
      SET LOCAL lock_timeout = '\(lockTimeout)ms'; \(everyRow); \(onError)\
      SET CONSTRAINTS ALL DEFERRED; \(limits(server))
      """
  }

  /// How soon the server takes a client for dead, in its own units, with the value that says nobody
  /// chose one: of the server, or of the system.
  private static let timeouts = [
    ("idle_in_transaction_session_timeout", "300000", "0"), ("tcp_keepalives_idle", "30", "7200"),
    ("tcp_keepalives_interval", "10", "75"), ("tcp_keepalives_count", "3", "9"),
    ("tcp_user_timeout", "60000", "0"),
  ]

  /// What keeps values of statements and rows out of the server's log, for roles that may set it.
  private static let discretion = [
    ("log_parameter_max_length", "0"), ("log_error_verbosity", "terse"),
    ("auto_explain.log_parameter_max_length", "0"), ("auto_explain.log_verbose", "off"),
    ("pgaudit.log_parameter", "off"),
  ]

  /// One statement for all, which fails for no role and no server: what is not known there or not
  /// allowed is left out, as is what somebody has chosen. Under the role's own path, so every name has
  /// its schema.
  private static func limits(_ server: Int) -> String {
    let rows =
      timeouts.map { "('\($0.0)', '\($0.1)', '\($0.2)')" }
      + discretion.map { "('\($0.0)', '\($0.1)', NULL)" }
    let mayDiscretion =
      server >= 150_000
      ? "pg_catalog.has_parameter_privilege(s.name, 'SET')"
      : "pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on'"
    let now = "pg_catalog.current_setting(s.name, true)"
    return """
      SELECT pg_catalog.set_config(s.name, s.value, true) \
      FROM (VALUES \(rows.joined(separator: ", "))) AS s (name, value, unset) \
      WHERE CASE WHEN \(now) IS NULL THEN false \
      WHEN s.unset IS NULL THEN \(mayDiscretion) \
      ELSE \(now) OPERATOR(pg_catalog.=) '0' OR \(now) OPERATOR(pg_catalog.=) s.unset END
      """
  }
}
