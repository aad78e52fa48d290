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
  /// By bytes, as libpq reads it: a character may swallow a sign.
  private static func withoutPassword(_ url: String) -> String {
    let bytes = url.utf8[...]
    let start = authority(of: bytes)
    // A name and a password end at the first `@` before a slash, and may hold a question mark.
    let user = bytes[start...].first { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") }
    let ofHost =
      user == UInt8(ascii: "@") ? bytes[start...].drop { $0 != UInt8(ascii: "@") } : bytes[start...]
    let end = ofHost.firstIndex(of: UInt8(ascii: "?")) ?? url.endIndex
    var address = url[..<end]
    // A password may hold a slash, which belongs in percent codes but is met: the last `@` counts.
    if let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")),
      let colon = bytes[start..<at].firstIndex(of: UInt8(ascii: ":"))
    {
      address = url[..<colon] + url[at..<end]
    }
    let query = bytes[end...].dropFirst().split(separator: UInt8(ascii: "&")).map { Substring($0) }
      .filter { item in
        let name = item.prefix { $0 != "=" }.lowercased()
        // A name may be written in percent codes.
        return !name.contains("password") && !name.contains("%")
      }
    return query.isEmpty ? String(address) : address + "?" + query.joined(separator: "&")
  }

  /// Behind the `//`, up to the next slash; hosts and passwords have colons too.
  private static func authority(of url: Substring.UTF8View) -> String.Index {
    let slashes = url.drop { $0 != UInt8(ascii: "/") }
    return slashes.starts(with: "//".utf8)
      ? slashes.index(slashes.startIndex, offsetBy: 2) : url.endIndex
  }
}

extension ConnectionURL: TargetDatabase {
  var identity: String { shownURL }

  func target(
    as description: TargetDescription, lockTimeout: Int, isCancelled: @escaping @Sendable () -> Bool
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
      waitPolicy: WaitPolicy(seconds: lockTimeout, isCancelled: isCancelled), commitWaitPolicy)
  }
}
