internal import KeyformCore
internal import KeyformSQL

/// One target on a server: transactions that run anew where their failure passes.
final class PostgresEngine: SQLEngine {
  private let url: ConnectionURL
  private let connector: Connector
  private let waitPolicy: WaitPolicy
  private let commitWaitPolicy: CommitWaitPolicy

  init(_ url: ConnectionURL, waitPolicy: WaitPolicy, _ commitWaitPolicy: CommitWaitPolicy) {
    self.url = url
    connector = Connector(url, isCancelled: waitPolicy.isCancelled)
    self.waitPolicy = waitPolicy
    self.commitWaitPolicy = commitWaitPolicy
  }

  func reading<Result>(
    _ body: (any SQLDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result? {
    try repeating { (database) throws(TargetError) in
      try SearchPath.enter(database, TransactionSettings.reading)
      let result = try body(database)
      try database.execute("COMMIT")
      return result
    }
  }

  func lockState(project: String) throws(TargetError) -> LockState {
    try repeating { (database) throws(TargetError) in
      try ProjectLock.state(of: project, database)
    }
  }

  func writing<Result>(
    _ claim: LockClaim?, _ progress: ProgressReport,
    _ body: (any SQLDatabase) throws(TargetError) -> Result,
    committed: (any SQLDatabase, Result) throws(TargetError) -> Result?
  ) throws(TargetError) -> Result {
    let notice = LockNotice(url, isCancelled: waitPolicy.isCancelled)
    let lock = ProjectLock(notice: notice, waitPolicy: waitPolicy)
    /// What a commit whose answer never came would have made.
    var sent: Result?
    do throws(TargetError) {
      return try repeating { (database) throws(TargetError) in
        // A standby refuses the kind of transaction, and would not say why.
        if database.connection.isStandby { throw .readOnly(PostgresFailure.standby) }
        try lock.begin(claim, database)
        defer { notice.settle() }
        // Whoever sent that commit has ended, or the lock would not be free.
        if let result = sent, let there = try committed(database, result) {
          sent = nil
          try database.execute("ROLLBACK")
          return there
        }
        sent = nil
        let result = try body(database)
        try database.settle()
        notice.settle()
        do throws(TargetError) {
          try commit(database, progress)
        } catch {
          if database.failure == .lost { sent = result }
          throw error
        }
        return result
      }
    } catch {
      guard sent != nil else { throw error }
      switch error {
      case .unreachable(let reason), .lost(let reason), .locked(let reason), .failed(let reason):
        throw .outcomeUnknown(reason)
      case .interrupted: throw .outcomeUnknown("interrupted while waiting for the server")
      default: throw error
      }
    }
  }

  private func commit(
    _ database: PostgresDatabase, _ progress: ProgressReport
  ) throws(TargetError) {
    let watch = CommitWatch(commitWaitPolicy, progress, isCancelled: waitPolicy.isCancelled)
    progress.committing(.sent)
    let result: PostgresResult?
    do throws(TargetError) {
      result = try database.recorded { () throws(PostgresFailure) in
        try database.connection.run("COMMIT", stop: .given(up: watch))
      }
    } catch {
      // The server's own word against it.
      if database.failure != .lost, !error.leavesOutcomeOpen { progress.committing(.refused) }
      throw error
    }
    // A transaction that had failed before is rolled back by COMMIT, without an error.
    guard result?.command == "COMMIT" else {
      progress.committing(.refused)
      throw .failed("the server did not commit")
    }
  }

  /// Runs `body` on a connection, and anew after failures that pass: conflicts with other writers, a
  /// connection that was lost, and a row that was refused among many.
  private func repeating<Result>(
    _ body: (PostgresDatabase) throws(TargetError) -> Result
  ) throws(TargetError) -> Result {
    var conflicts = RetryDelay(waitPolicy, least: 10, longest: 1_000)
    var losses: RetryDelay?
    var careful = Set<String>()
    while true {
      let connection: PostgresConnection
      do throws(TargetError) {
        connection = try connector.take()
      } catch {
        // Only a server that was there before is waited for.
        guard case .unreachable(let reason) = error, losses != nil else { throw error }
        guard losses?.waits() ?? false else {
          throw waitPolicy.isCancelled() ? .interrupted : .lost(reason)
        }
        continue
      }
      let database = PostgresDatabase(connection, careful: careful)
      do throws(TargetError) {
        let result = try body(database)
        connector.giveBack(connection)
        return result
      } catch {
        rollBack(connection)
        guard !waitPolicy.isCancelled(), let failure = database.failure else { throw error }
        switch failure {
        case .conflict: guard conflicts.waits() else { throw error }
        case .lost:
          var backOff = losses ?? RetryDelay(waitPolicy, least: 1, longest: 1_000)
          guard backOff.waits() else { throw error }
          losses = backOff
        case .refused:
          guard let table = database.refusedTable else { throw error }
          careful.insert(table)
        case .held, .missingTable, .other: throw error
        }
      }
    }
  }

  /// A connection in the middle of a statement is closed instead.
  private func rollBack(_ connection: PostgresConnection) {
    guard !connection.isBusy else { return }
    _ = try? connection.run("ROLLBACK", stop: .never)
    connector.giveBack(connection)
  }
}
