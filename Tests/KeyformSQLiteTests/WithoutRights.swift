import Glibc
import Testing

/// Root may read and write what it likes: for the time of `run`, this thread's access to files is
/// that of nobody, so that tests of missing rights hold for root as well.
enum WithoutRights {
  private typealias SetFileSystemUser = @convention(c) (uid_t) -> Int32

  static func run<Result>(_ body: () throws -> Result) throws -> Result {
    guard geteuid() == 0 else { return try body() }
    // Linux has it, Swift's module of the C library leaves it out.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setFileSystemUser = unsafeBitCast(symbol, to: SetFileSystemUser.self)
    _ = setFileSystemUser(65_534)
    defer { _ = setFileSystemUser(0) }
    return try body()
  }
}
