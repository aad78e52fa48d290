import KeyformCore
import KeyformPostgres
import KeyformRepository
import KeyformSQLite

extension RepositoryLoader {
  /// Reads a repository as the program does, which knows these kinds of databases.
  static func of(_ folder: String) -> RepositoryLoader {
    RepositoryLoader(root: folder, schemes: schemes)
  }

  static let schemes: [any TargetScheme] = [SQLiteScheme(), PostgresScheme()]
}
