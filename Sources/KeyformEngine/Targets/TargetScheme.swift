package import KeyformCore

/// One kind of database that a target's URL may name. Each adapter is made known by one of these;
/// the program lists them.
package protocol TargetScheme: Sendable {
  /// How a URL of this kind looks, for messages: `sqlite:PATH`.
  var form: String { get }

  func takes(_ url: String) -> Bool

  /// Reads a URL and opens nothing. `name` is how messages call the URL; paths are relative to
  /// `root`. Throws a ``Failure`` where the URL cannot be used.
  func database(_ url: String, called name: String, root: String) throws -> any TargetDatabase

  /// The URL as a user may type it again, without a password, and whether it had one; nil where it
  /// cannot be read.
  func retyped(_ url: String) -> (url: String, hadPassword: Bool)?

  /// The URL as it stands in keyform.yaml of `folder`, when it was read in `root`: it leads to the
  /// same database and holds no password.
  func url(_ url: String, readIn root: String, writtenIn folder: String) -> String
}

/// A database that a URL names, not opened yet.
package protocol TargetDatabase: Sendable {
  /// The URL without user or password.
  var shownURL: String { get }

  /// The same for two ways to name one database, as far as that shows without opening it.
  var identity: String { get }

  /// Whether it is a file that is not there.
  var isMissing: Bool { get }

  /// Where the file is, for a database that is one.
  var path: String? { get }

  /// Opens the database; reading never creates or changes it. Throws a ``Failure`` or a
  /// ``TargetError``.
  func open(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> any DeploymentTarget
}

extension TargetDatabase {
  package var path: String? { nil }
}
