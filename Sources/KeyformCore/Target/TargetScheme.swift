/// One kind of database that a target's URL may name, and all that the rest of Keyform knows of it.
/// Each adapter has one; the program lists them.
package protocol TargetScheme: Sendable {
  /// How a URL of this kind looks, for messages: `sqlite:PATH`.
  var form: String { get }

  func takes(_ url: String) -> Bool

  /// Reads a URL and opens nothing. Paths are relative to `root`.
  func database(_ url: String, root: String) throws(TargetURLError) -> any TargetDatabase

  /// Where a password stands in place of the URL: variables of the environment that lead to a file
  /// with it, and that hold it. Nil where URLs of this kind have none.
  var password: (file: String, variable: String)? { get }

  /// Whether a URL that stands in a file holds a password, as far as that shows in its text.
  func holdsPassword(_ url: String) -> Bool

  /// The URL as a user may type it again, without a password, and whether it had one; nil where it
  /// cannot be read.
  func retyped(_ url: String) -> (url: String, hadPassword: Bool)?

  /// The URL as it stands in keyform.yaml of `folder`, when it was read in `root`: it leads to the
  /// same database and holds no password.
  func url(_ url: String, readIn root: String, writtenIn folder: String) -> String

  /// The scripts for people who make the tables by hand, by the name of the file in `schemas/`.
  var scripts: [(file: String, sql: String)] { get }
}

extension TargetScheme {
  package var password: (file: String, variable: String)? { nil }
  package func holdsPassword(_ url: String) -> Bool { false }
  package func retyped(_ url: String) -> (url: String, hadPassword: Bool)? { (url, false) }
  package func url(_ url: String, readIn root: String, writtenIn folder: String) -> String { url }
  package var scripts: [(file: String, sql: String)] { [] }
}

extension [any TargetScheme] {
  /// The forms that a URL may have, for messages.
  package var forms: String { map(\.form).joined(separator: " or ") }
}

/// Why a URL cannot be used. It never holds the URL.
package struct TargetURLError: Error {
  package enum Kind: Sendable {
    /// The URL is wrong.
    case malformed
    /// What its kind of database needs is not installed.
    case unsupported
  }

  package let kind: Kind
  /// What follows the words for the URL: `names no file`.
  package let problem: String
  /// What to do, in a sentence.
  package let advice: String

  package init(_ kind: Kind, _ problem: String, _ advice: String) {
    self.kind = kind
    self.problem = problem
    self.advice = advice
  }
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

  /// The target; nothing is opened or connected to before it is used, and reading never creates or
  /// changes it. Throws where the path leads to what must not be opened.
  func target(
    as description: TargetDescription, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(TargetError) -> any DeploymentTarget
}

extension TargetDatabase {
  package var isMissing: Bool { false }
  package var path: String? { nil }
}
