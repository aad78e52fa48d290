import Foundation

/// A folder for one test with an empty target beside it; all of it is removed with the value's last
/// user.
final class Scene {
  let folder: URL
  let engine: Engine
  /// What keyform.yaml says of the target. Where the server is, stands in the environment.
  let url: String
  /// Where `sql` and `contents` find the server.
  var server: String
  private let cluster: Cluster?
  /// For the scripts of `bin`: the path of the file, or the name of the database.
  private let database: String

  /// On PostgreSQL a new database of `cluster`; without one, of the cluster that all tests use.
  /// `settings` are the URL's.
  init(_ engine: Engine, on cluster: Cluster? = nil, settings: String = "") throws {
    self.engine = engine
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("keyform-fault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    switch engine {
    case .sqlite:
      self.cluster = nil
      server = ""
      database = folder.appendingPathComponent("target.sqlite").path
      url = "sqlite:\(database)"
    case .postgres:
      let used = try cluster ?? Cluster.ofAllTests()
      self.cluster = used
      server = used.folder
      database = "f" + UUID().uuidString.lowercased().replacing("-", with: "")
      url = "postgresql://postgres@/\(database)\(settings)"
      try shell("psql -Xqd postgres -c 'CREATE DATABASE \(database)'")
    }
  }

  deinit {
    if engine == .postgres {
      _ = try? run("psql -Xqd postgres -c 'DROP DATABASE IF EXISTS \(database) WITH (FORCE)'")
    }
    try? FileManager.default.removeItem(at: folder)
  }

  func environment(_ more: [String: String]) -> [String: String] {
    [
      "PATH": Checkout.path, "HOME": folder.path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "TMPDIR": FileManager.default.temporaryDirectory.path, "KEYFORM_OPERATOR": "tester",
      // Releases run out of support, and the catalogue itself grows old.
      "KEYFORM_TODAY": "2026-11-30",
      "GIT_CONFIG_NOSYSTEM": "1", "PROJECT": Checkout.root.path, "URL": url,
      "DATABASE": database, "PGHOST": server, "PGUSER": "postgres",
    ].merging(more) { $1 }
  }

  /// The URL as messages have it.
  var shownURL: String { url.replacing("postgres@", with: "") }

  func write(_ path: String, _ text: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Runs SQL on the target behind Keyform's back; gives rows, columns joined by `|`.
  @discardableResult
  func sql(_ text: String) throws -> [String] {
    try shell("sql \"$SQL\"", ["SQL": text]).split(separator: "\n").map(String.init)
  }

  /// All that the target holds, as one digest: equal before and after where nothing was written.
  func contents() throws -> String { try shell("contents | sha256sum") }
}
