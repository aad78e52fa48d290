import Foundation
import Glibc

/// A PostgreSQL cluster of its own, reached by a socket in its folder. A process beside this one
/// stops and removes it with the value's last user, or with this process, however that ends.
final class Cluster: Sendable {
  struct NotStarted: Error { let reason: String }

  let folder: String
  /// Open as long as the cluster is wanted.
  private let wish: Int32

  private static let first = Result { try Cluster(["max_connections=200"]) }

  /// The one for tests that only need a server.
  static func ofAllTests() throws -> Cluster { try first.get() }

  /// `settings` are those of postgresql.conf, `NAME=VALUE`. A crash of the server loses nothing
  /// that it has committed; a crash of the machine might.
  convenience init(_ settings: [String] = []) throws {
    try self.init(script: "keep-cluster", ["fsync=off"] + settings)
  }

  /// Starts a script of `bin` that prints the folder once the server is up, and takes all away when
  /// its standard input ends.
  init(script: String, _ arguments: [String] = []) throws {
    let process = Process()
    process.executableURL = Checkout.tests.appendingPathComponent("bin/\(script)")
    process.arguments = arguments
    process.environment = ["PATH": Checkout.path, "LC_ALL": "C.UTF-8"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    wish = fcntl(input.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 3)
    try input.fileHandleForWriting.close()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    folder = String(decoding: line, as: UTF8.self)
    guard folder.hasPrefix("/") else {
      process.waitUntilExit()
      throw NotStarted(reason: "\(script) ended with \(process.terminationStatus): \(folder)")
    }
  }

  deinit { close(wish) }
}
