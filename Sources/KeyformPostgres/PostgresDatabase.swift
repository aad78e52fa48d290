internal import KeyformCore
internal import KeyformSQL

/// One connection inside a transaction. Remembers why a statement failed: the engine decides by it
/// whether the transaction may run anew.
final class PostgresDatabase: SQLDatabase {
  let connection: PostgresConnection
  private(set) var failure: PostgresFailure.Kind?
  /// The table of which many rows were refused together.
  private(set) var refusedTable: String?
  /// Tables whose rows are written one by one, so that a refusal names the row.
  private let careful: Set<String>
  /// The statement that has collected rows.
  private var pending: (any PendingRows)?
  private weak var streaming: PostgresRows?
  private var isStreaming = false

  init(_ connection: PostgresConnection, careful: Set<String> = []) {
    self.connection = connection
    self.careful = careful
  }

  var dialect: SQLDialect { .postgres }

  var facts = TableFacts()

  func role() throws(TargetError) -> String? {
    let roles = try rows("SELECT current_user, session_user", [])
    guard try roles.next(), let current = roles.text(0) else { return nil }
    guard let login = roles.text(1), login != current else { return current }
    return "\(current) (logged in as \(login))"
  }

  func execute(_ sql: String) throws(TargetError) { try run(sql, []) }

  func rows(_ sql: String, _ values: [String]) throws(TargetError) -> any SQLRows {
    try settle()
    try recorded { () throws(PostgresFailure) in try connection.stream(sql, values) }
    let rows = PostgresRows(self)
    streaming = rows
    isStreaming = true
    return rows
  }

  func prepare(_ sql: String) throws(TargetError) -> any SQLStatement {
    PostgresStatement(self, sql)
  }

  func prepare(_ write: TableWrite) throws(TargetError) -> any SQLStatement {
    let isCareful = careful.contains(write.table.name)
    switch write.action {
    case .insert: return CopyRows(self, write, isCareful: isCareful)
    case .reveal where facts.keysAreOurs: return RevealedRows(self, write, isCareful: isCareful)
    case .reveal: return ArrayRows(self, write, isCareful: isCareful)
    case .put, .update, .delete: return ArrayRows(self, write, isCareful: isCareful)
    }
  }

  /// Runs a statement after all that came before it.
  @discardableResult
  func run(_ sql: String, _ values: [String?]) throws(TargetError) -> PostgresResult? {
    try settle()
    return try recorded { () throws(PostgresFailure) in try connection.run(sql, values) }
  }

  /// The next row of the query that is under way; nil after the last.
  func nextRow() throws(TargetError) -> PostgresResult? {
    while isStreaming {
      isStreaming = false
      let result = try recorded { () throws(PostgresFailure) in try connection.next() }
      guard let result else { return nil }
      isStreaming = true
      if result.isRow { return result }
    }
    return nil
  }

  /// Says that a statement is about to collect rows; those of another one are written first.
  func collect(_ rows: any PendingRows) throws(TargetError) {
    if pending === rows { return }
    try settle()
    pending = rows
  }

  /// Writes what was collected, and takes from the server what is under way.
  func settle() throws(TargetError) {
    if let rows = pending {
      pending = nil
      try rows.flush()
    }
    guard isStreaming else { return }
    if let streaming {
      try streaming.hold()
    } else {
      while try nextRow() != nil {}
    }
  }

  /// Runs what writes rows of `table`, and remembers how it failed.
  func write(
    to table: String, _ work: (PostgresConnection) throws(PostgresFailure) -> Void
  ) throws(TargetError) {
    do throws(TargetError) {
      try recorded { () throws(PostgresFailure) in try work(connection) }
    } catch {
      if failure == .refused, !careful.contains(table) { refusedTable = table }
      throw error
    }
  }

  /// Also of what is not written row by row.
  func recorded<Result>(
    _ work: () throws(PostgresFailure) -> Result
  ) throws(TargetError) -> Result {
    do {
      return try work()
    } catch {
      failure = error.kind
      throw error.error
    }
  }

  /// A failure that was met and dealt with.
  func forgetFailure() { failure = nil }
}

/// Rows that a statement has collected.
protocol PendingRows: AnyObject {
  /// Writes them all.
  func flush() throws(TargetError)
}
