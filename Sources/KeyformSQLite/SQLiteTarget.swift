internal import KeyformCore
package import KeyformSQL

/// The embedded target: one SQLite file.
package enum SQLiteTarget {
  /// Nothing is opened yet. `lockTimeout` is in seconds; 0 gives up at once.
  package static func open(
    path: String, name: String?, url: String, lockTimeout: Int
  ) -> SQLTarget {
    SQLTarget(
      engine(path: path, lockTimeout: lockTimeout),
      description: TargetDescription(name: name, url: url))
  }

  package static func engine(path: String, lockTimeout: Int) -> any SQLEngine {
    SQLiteEngine(file: SQLiteFile(path), lockTimeout: lockTimeout)
  }
}
