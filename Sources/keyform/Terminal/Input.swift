internal import Glibc
internal import KeyformEngine

/// Standard input, where a command is told to read it.
enum Input {
  /// A query is never longer.
  private static let most = 1 << 20

  /// All of it as text.
  static func all() throws -> String {
    var bytes: [UInt8] = []
    while bytes.count <= most {
      guard Interruption.waitForInput() else {
        throw Failure(Interruption.status, "interrupted", "Nothing was written.")
      }
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
        count = max(Glibc.read(STDIN_FILENO, space.baseAddress, 65_536), 0)
      }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    guard bytes.count <= most, let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .usage, "standard input is no SQL: not UTF-8, or longer than 1 MiB", "Send one query.")
    }
    return text
  }
}
