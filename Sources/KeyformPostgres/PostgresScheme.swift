package import KeyformCore
package import KeyformSQL

/// `postgresql://HOST/DATABASE`: a server, and whatever else libpq takes for a connection URI.
package struct PostgresScheme: TargetScheme {
  package init() {}

  package var form: String { "postgresql://HOST/DATABASE" }

  package func takes(_ url: String) -> Bool {
    url.hasPrefix("postgresql://") || url.hasPrefix("postgres://")
  }

  package func database(
    _ url: String, root: String
  ) throws(TargetURLError) -> any TargetDatabase { try ConnectionURL(url) }

  package var password: (file: String, variable: String)? { ("PGPASSFILE", "PGPASSWORD") }

  package func holdsPassword(_ url: String) -> Bool {
    let url = url.hasSuffix("?") ? String(url.dropLast()) : url
    return Self.withoutPassword(url) != url
  }

  package func retyped(_ url: String) -> (url: String, hadPassword: Bool)? {
    guard let url = try? ConnectionURL(url) else { return nil }
    return (url.typed, url.hasPassword)
  }

  package func url(_ url: String, readIn root: String, writtenIn folder: String) -> String {
    Self.withoutPassword(url)
  }

  package var scripts: [(file: String, sql: String)] {
    [("postgresql.sql", SQLSchema.script(.postgres)), ("roles.sql", SQLRoles.script)]
  }

  /// A URL as it may stand in a file: `user:password@` loses the password, the query whatever may hold one.
  private static func withoutPassword(_ url: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let address = withoutUserInfoPassword(parts[0])
    let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { item in
      let name = item.prefix { $0 != "=" }.lowercased()
      // A name may be written in percent codes.
      return !name.contains("password") && !name.contains("%")
    }
    return query.isEmpty ? address : address + "?" + query.joined(separator: "&")
  }

  private static func withoutUserInfoPassword(_ address: Substring) -> String {
    // The authority stands between `//` and the next slash; hosts and passwords have colons too.
    guard let slash = address.firstIndex(of: "/"), address[slash...].hasPrefix("//") else {
      return String(address)
    }
    let start = address.index(slash, offsetBy: 2)
    // A password may hold a slash, which belongs in percent codes but is met: the last `@` counts.
    guard let at = address[start...].lastIndex(of: "@"),
      let colon = address[start..<at].firstIndex(of: ":")
    else { return String(address) }
    return String(address[..<colon] + address[at...])
  }
}

extension ConnectionURL: TargetDatabase {
  var identity: String { shownURL }

  func target(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> any DeploymentTarget {
    let waitPolicy = WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled)
    return SQLTarget(
      PostgresEngine(self, waitPolicy: waitPolicy, CommitWaitPolicy()), description: description)
  }
}

/// A target on a PostgreSQL server, or on one that speaks its protocol.
package enum PostgresTarget {
  /// The engine alone. `lockTimeout` is in seconds: so long is waited for another apply, for rows of
  /// other writers and for a server that went away. `isCancelled` is asked while waiting.
  package static func engine(
    url: String, lockTimeout: Int, isCancelled: @escaping @Sendable () -> Bool = { false },
    commitWaitPolicy: CommitWaitPolicy = CommitWaitPolicy()
  ) throws(TargetURLError) -> any SQLEngine {
    PostgresEngine(
      try ConnectionURL(url),
      waitPolicy: WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled),
      commitWaitPolicy)
  }
}
