internal import KeyformCore
internal import KeyformEngine
internal import KeyformPostgres
internal import KeyformRepository

/// `postgresql://HOST/DATABASE`: a server, and whatever else libpq takes for a connection URI.
struct PostgresScheme: TargetScheme {
  let form = "postgresql://HOST/DATABASE"

  func takes(_ url: String) -> Bool { PostgresTarget.isURL(url) }

  func database(_ url: String, called name: String, root: String) throws -> any TargetDatabase {
    do throws(TargetError) {
      return PostgresDatabaseURL(url: url, shownURL: try PostgresTarget.shown(url))
    } catch {
      guard case .unreachable(let reason) = error else { throw error }
      throw Failure(.usage, "\(name) cannot be used: \(reason)", "Nothing was connected to.")
    }
  }

  func retyped(_ url: String) -> (url: String, hadPassword: Bool)? {
    try? PostgresTarget.typed(url)
  }

  func url(_ url: String, readIn root: String, writtenIn folder: String) -> String {
    TargetURL.withoutPassword(url)
  }
}

private struct PostgresDatabaseURL: TargetDatabase {
  /// Perhaps with a password.
  let url: String
  let shownURL: String

  var identity: String { shownURL }

  var isMissing: Bool { false }

  func open(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> any DeploymentTarget {
    try PostgresTarget.open(
      url: url, name: description.name, lockTimeout: lockTimeout, isCancelled: isCancelled)
  }
}
