package import KeyformCore

/// Opens one database: a SQLite file, a PostgreSQL server.
package protocol SQLEngine: Sendable {
  /// Runs `body` in one transaction that sees one state and writes nothing. Nil, and `body` not
  /// called, where the database does not exist; it is not made.
  func reading<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result?

  /// Runs `body` in one transaction that keeps other writers out from its start: committed where
  /// `body` returns, rolled back where it throws. Makes the database where it does not exist, and
  /// removes it again where `body` throws.
  func writing<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result
}

/// One open database inside a transaction of its engine.
package protocol SQLDatabase: AnyObject {
  var dialect: SQLDialect { get }

  /// The server's word on who is connected; nil where the engine knows no roles.
  func role() throws(TargetError) -> String?

  /// Runs one statement without parameters.
  func execute(_ sql: String) throws(TargetError)

  /// The rows of a query with parameters `$1`, `$2`, … in order of their first appearance.
  ///
  /// Several may be open at once; the one with the most rows is opened last, so that an engine
  /// that cannot do this may hold the others in memory. One query must not be open twice.
  func rows(_ sql: String, _ values: [String]) throws(TargetError) -> any SQLRows

  /// A statement for many executions; preparing the same text again costs nothing.
  func prepare(_ sql: String) throws(TargetError) -> any SQLStatement
}
