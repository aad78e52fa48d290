import Foundation
import Testing

/// The recipes of `examples/ci`, played from the branch to the rows: a bare repository, clones, PostgreSQL, and a
/// forge on the loopback interface (`Fixtures/bin/hub`), which runs the text of workflows as it stands.
@Suite("Pull requests", .serialized)
struct PullRequestTests {
  @Test("plays as written", arguments: Transcript.all.filter(\.isOfPullRequests))
  func plays(_ transcript: Transcript) throws {
    try transcript.play(environment: ["KEYFORM_TEST_POSTGRES": Self.server.get()])
  }

  private struct NotStarted: Error {}

  /// One cluster for all of them; it ends with this process, which holds its standard input open.
  private static let server = Result { () throws -> String in
    if let url = ProcessInfo.processInfo.environment["KEYFORM_TEST_POSTGRES"] { return url }
    let process = Process()
    process.executableURL = Checkout.root.appendingPathComponent("scripts/postgres")
    process.arguments = ["serve"]
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([0x0A]) {
      if byte.isEmpty { throw NotStarted() }
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static let input = Pipe()
}

extension Transcript {
  /// Its forge needs a server.
  var isOfPullRequests: Bool { name.hasPrefix("pull-requests/") }
}
