internal import CLibSQLite

/// What a connection may do, and for how long. SQLite asks it at every step.
final class QueryGuard {
  private let tables: Set<String>
  private let limits: QueryLimits
  private let isCancelled: @Sendable () -> Bool
  private var deadline: Int64 = 0

  /// What the statement just prepared reads.
  private(set) var reads = QueryReads()
  /// What the statement just prepared wanted and may not, in words.
  private(set) var refusal: String?
  /// Why a statement that ran was stopped.
  private(set) var stop: QueryProblem?

  static let writing = "writing"

  /// Steps of SQLite's machine between two looks at the clock.
  private static let stepsBetween: Int32 = 2_000

  init(tables: Set<String>, limits: QueryLimits, isCancelled: @escaping @Sendable () -> Bool) {
    self.tables = tables
    self.limits = limits
    self.isCancelled = isCancelled
  }

  /// From here on the connection reads its tables and nothing else. The guard has to live as long.
  func watch(_ connection: OpaquePointer) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      connection,
      { own, action, first, second, _, _ in
        guard let own else { return SQLITE_DENY }
        return Unmanaged<QueryGuard>.fromOpaque(own).takeUnretainedValue()
          .judge(
            action, first.map { String(cString: $0) } ?? "",
            second.map { String(cString: $0) } ?? "")
      }, own)
    sqlite3_progress_handler(
      connection, Self.stepsBetween,
      { own in
        guard let own else { return 1 }
        return Unmanaged<QueryGuard>.fromOpaque(own).takeUnretainedValue().isUsedUp() ? 1 : 0
      }, own)
  }

  /// Before a statement is prepared.
  func begin() {
    reads = QueryReads()
    refusal = nil
    stop = nil
    deadline = keyform_thread_nanoseconds() + Int64(limits.seconds) * 1_000_000_000
  }

  private func judge(_ action: Int32, _ first: String, _ second: String) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ:
      if tables.contains(first) {
        reads.insert(second, of: first)
        return SQLITE_OK
      }
      if SQLAllowlist.tables.contains(first) { return SQLITE_OK }
      // A query's own WITH, none of whose columns is read.
      if second.isEmpty, !SQLAllowlist.isSystem(first) { return SQLITE_OK }
      return refuse("the table `\(first)`")
    case SQLITE_FUNCTION:
      return SQLAllowlist.functions.contains(second.lowercased())
        ? SQLITE_OK : refuse("the function `\(second.lowercased())`")
    case SQLITE_ATTACH: return refuse("ATTACH")
    case SQLITE_DETACH: return refuse("DETACH")
    case SQLITE_PRAGMA: return refuse("PRAGMA")
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return refuse("a transaction")
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: return refuse(Self.writing)
    default: return refuse("making, changing or dropping something")
    }
  }

  private func refuse(_ what: String) -> Int32 {
    // The first is what was meant: CREATE TABLE goes on to write the schema.
    if refusal == nil { refusal = what }
    return SQLITE_DENY
  }

  /// Whether the statement that runs has used up what it may. A function that takes long asks: the
  /// machine looks between its steps alone.
  func isUsedUp() -> Bool {
    if isCancelled() {
      stop = QueryProblem(.interrupted, "interrupted", "Nothing was written.")
    } else if keyform_thread_nanoseconds() > deadline {
      let seconds = limits.seconds
      stop = QueryProblem(
        .time, "it was stopped after \(seconds) second\(seconds == 1 ? "" : "s")",
        "A recursion without an end, or a join without a condition, never finishes: give it one.")
    } else if sqlite3_memory_used() > Int64(limits.memory) {
      stop = QueryProblem(
        .memory, "it was stopped at \(limits.memory >> 20) MiB of memory",
        "Sort, group and recurse over fewer rows: put conditions into the innermost query.")
    }
    return stop != nil
  }
}
