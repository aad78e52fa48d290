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
    let url = try connection(url)
    return target(
      url, as: TargetDescription(name: name, url: url.shown), lockTimeout: lockTimeout,
      isCancelled: isCancelled)
  }

  static func target(
    _ url: ConnectionURL, as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> SQLTarget {
    let waitPolicy = WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled)
    return SQLTarget(
      PostgresEngine(url, waitPolicy: waitPolicy, CommitWaitPolicy()), description: description)
  }

  package static func engine(
    url: String, lockTimeout: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    commitWaitPolicy: CommitWaitPolicy = CommitWaitPolicy()
  ) throws(TargetError) -> any SQLEngine {
    PostgresEngine(
      try connection(url),
      waitPolicy: WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled),
      commitWaitPolicy)
  }

  private static func connection(_ url: String) throws(TargetError) -> ConnectionURL {
    do {
      return try ConnectionURL(url)
    } catch {
      throw .unreachable(error.problem)
    }
  }
}
