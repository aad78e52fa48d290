package import Foundation
internal import Glibc
internal import KeyformCore
internal import KeyformPostgres
package import KeyformSQL
internal import Synchronization

/// The cluster of this test process: that of KEYFORM_TEST_POSTGRES, or one that `scripts/postgres`
/// starts on first use and that ends with this process, however it ends.
package enum PostgresServer {
  package struct NotStarted: Error { package let reason: String }

  package static func url() throws -> String { try shared.get() }

  private static let shared = Result {
    if let url = getenv("KEYFORM_TEST_POSTGRES") { return String(cString: url) }
    return try start([])
  }

  /// The root of the project.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A cluster with settings of the form `name=value`.
  package static func start(_ settings: [String]) throws -> String {
    let process = Process()
    process.executableURL = root.appendingPathComponent("scripts/postgres")
    process.arguments = ["serve"] + settings
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // Never closed: the kernel does it when this process is gone, and the server stops.
    guard fcntl(input.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 3) >= 0 else {
      throw NotStarted(reason: "no descriptor is left")
    }
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    let url = String(decoding: line, as: UTF8.self)
    guard PostgresScheme().takes(url) else { throw NotStarted(reason: url) }
    return url
  }
}

/// A schema of its own for one test: an empty database for all that Keyform looks at.
package final class TemporarySchema {
  package let url: String
  package let name: String
  private let server: String
  private static let number = Atomic(0)

  package convenience init() throws { try self.init(on: PostgresServer.url()) }

  /// `server` is the URL of a cluster, with a query; `behind` follows in the path of names.
  package init(on server: String, behind: String = "") throws {
    self.server = server
    name = "t\(getpid())_\(Self.number.add(1, ordering: .relaxed).newValue)"
    url = server + "&options=-csearch_path%3D\(name)\(behind)"
    try execute("CREATE SCHEMA \(name)")
  }

  deinit { try? execute("DROP SCHEMA \(name) CASCADE") }

  package func target(
    lockTimeout: Int = 5, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> SQLTarget {
    try PostgresTarget.open(
      url: url, name: "lab", lockTimeout: lockTimeout, isCancelled: isCancelled)
  }

  package func session(lockTimeout: Int = 5) throws -> TargetSession {
    TargetSession(try target(lockTimeout: lockTimeout))
  }

  package func engine(lockTimeout: Int = 5) throws -> any SQLEngine {
    try PostgresTarget.engine(url: url, lockTimeout: lockTimeout)
  }

  /// One that the server does not take for Keyform.
  private func ownEngine() throws -> any SQLEngine {
    try PostgresTarget.engine(url: url + "&application_name=test", lockTimeout: 5)
  }

  /// Changes rows behind Keyform's back.
  package func execute(_ statements: String...) throws {
    try ownEngine().writing { (database) throws(TargetError) in
      for statement in statements { try database.execute(statement) }
    }
  }

  /// The rows of a query, columns as text.
  package func query(_ sql: String, columns: Int) throws -> [[String?]] {
    try ownEngine().reading { (database) throws(TargetError) -> [[String?]] in
      var result: [[String?]] = []
      let rows = try database.rows(sql, [])
      while try rows.next() { result.append((0..<columns).map { rows.text($0) }) }
      return result
    } ?? []
  }
}

extension PostgresTarget {
  /// A target as the program opens it. Nothing is connected yet.
  package static func open(
    url: String, name: String?, lockTimeout: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> SQLTarget {
    let shown = try PostgresScheme().database(url, root: "").shownURL
    return SQLTarget(
      try engine(url: url, lockTimeout: lockTimeout, isCancelled: isCancelled),
      description: TargetDescription(name: name, url: shown))
  }
}
