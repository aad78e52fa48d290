package import KeyformCore

/// Opens one database: a SQLite file, a PostgreSQL server.
package protocol SQLEngine: Sendable {
  /// Runs `body` in one transaction that sees one state and writes nothing. Nil, and `body` not
  /// called, where the database does not exist; it is not made.
  ///
  /// Where the connection is lost `body` may run anew.
  func reading<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result?

  /// Runs `body` in one transaction that keeps other writers of the claim's project out from its
  /// start, and of all projects where there is no claim: committed where `body` returns, rolled
  /// back where it throws. Makes the database where it does not exist, and removes it again where
  /// `body` throws.
  ///
  /// `body` runs anew where the engine had to roll back for a reason that passes. Where it cannot
  /// be known whether the commit happened, `committed` looks in a later transaction whether the
  /// result of `body` is there, and gives it as it is to be returned. `progress` is told of the commit.
  func writing<Result>(
    _ claim: LockClaim?, _ progress: ProgressReport,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    committed: (any SQLDatabase, Result) throws(TargetError) -> Result?
  ) throws(TargetError) -> Result

  /// Whether somebody is writing rows of `project`.
  func lockState(project: String) throws(TargetError) -> LockState
}

extension SQLEngine {
  /// Writes where nobody looks on.
  package func writing<Result>(
    _ claim: LockClaim?, _ body: (any SQLDatabase) throws(TargetError) -> Result,
    committed: (any SQLDatabase, Result) throws(TargetError) -> Result?
  ) throws(TargetError) -> Result {
    try writing(claim, ProgressReport(), body, committed: committed)
  }

  /// Writes what no plan asks for; a commit that may have happened counts as one that has not.
  package func writing<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result {
    try writing(nil, body) { (_, _) throws(TargetError) in nil }
  }
}

/// One open database inside a transaction of its engine.
package protocol SQLDatabase: AnyObject {
  var dialect: SQLDialect { get }

  /// What is known of the tables, once somebody has looked.
  var facts: TableFacts { get set }

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

  /// A statement for many rows of one table. An engine may collect them and write them together, at
  /// the latest before any other statement runs and before the commit: rows of one statement are
  /// best bound one after the other.
  func prepare(_ write: TableWrite) throws(TargetError) -> any SQLStatement
}

extension SQLDatabase {
  /// What `make` makes of each row of a query, but for nil.
  func all<Value>(
    _ sql: String, _ values: [String], _ make: (any SQLRows) throws(TargetError) -> Value?
  ) throws(TargetError) -> [Value] {
    var all: [Value] = []
    let rows = try rows(sql, values)
    while try rows.next() { if let value = try make(rows) { all.append(value) } }
    return all
  }
}

/// What the tables of one transaction are like, beyond their names: it decides how they are read and
/// written.
package struct TableFacts: Sendable {
  /// Whether the role may read the values of keys. Where not they are read as missing.
  package var readsValues = true
  /// Whether `product_key` has constraints, triggers, rules and indexes of ours alone: a row that is
  /// sent with its value can then be refused for nothing that would show it to the server's log.
  package var keysAreOurs = true
  /// Whether references to a change set wait for the end of the transaction, so that it may be
  /// written last, with its hash.
  package var defersReferences = false

  package init() {}
}
