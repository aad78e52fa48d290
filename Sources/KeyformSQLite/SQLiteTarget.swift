internal import KeyformCore
package import KeyformSQL

/// The embedded target: one SQLite file.
package enum SQLiteTarget {
  /// Nothing is opened yet. `lockTimeout` is in seconds; 0 gives up at once. `isCancelled` is asked
  /// while waiting for a lock.
  package static func open(
    path: String, name: String?, url: String, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> SQLTarget {
    SQLTarget(
      engine(path: path, lockTimeout: lockTimeout, isCancelled: isCancelled),
      description: TargetDescription(name: name, url: url, isFile: true))
  }

  package static func engine(
    path: String, lockTimeout: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> any SQLEngine {
    SQLiteEngine(
      file: SQLiteFile(path), waitPolicy: WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled)
    )
  }
}
