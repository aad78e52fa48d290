internal import Glibc

/// A program that runs beside this one: what it is told, and what it prints. Foundation's own way
/// costs several milliseconds each time, which a short plan would notice.
final class ChildProgram {
  /// How it ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal
  }

  private let process: pid_t
  /// To its input, and from its output.
  private let link: Int32
  private var unread: [UInt8] = []
  private var position = 0
  private var ending: Ending?

  /// Starts the program whose path is the first argument, with `environment` and nothing else; its
  /// complaints go nowhere, or among what it prints. Nil where it cannot be started.
  init?(_ arguments: [String], environment: [String], printsComplaints: Bool = false) {
    var ends: [Int32] = [-1, -1]
    // Closed on execution from the start: a child that another thread starts must not hold them.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    if printsComplaints {
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    // Ctrl-C is for both: threads of a queue hold signals back, and a child inherits that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    let name = arguments.first ?? ""
    let status = Self.withPointers(arguments) { words in
      Self.withPointers(environment) { variables in
        posix_spawn(&process, name, &actions, &attributes, words, variables)
      }
    }
    close(ends[1])
    guard status == 0 else {
      close(ends[0])
      return nil
    }
    self.process = process
    link = ends[0]
  }

  deinit {
    close(link)
    _ = wait()
  }

  private static func withPointers<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  /// Tells it something. What a program that has ended is told is lost: its answers are missing then.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(link, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line, without its end; nil where there is none.
  func line() -> [UInt8]? {
    var searched = position
    while true {
      if let end = unread[searched...].firstIndex(of: 10) {
        defer { position = end + 1 }
        return Array(unread[position..<end])
      }
      let length = unread.count - position
      guard fill() else { return nil }
      searched = position + length
    }
  }

  /// The next so many bytes; nil where there are fewer.
  func bytes(_ count: Int) -> [UInt8]? {
    var isWhole = true
    // Exactly as many as they are: these are kept, what they came in is not.
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        guard position < unread.count || fill() else {
          isWhole = false
          return
        }
        let part = unread[position..<min(unread.count, position + count - filled)]
        for byte in part {
          buffer.initializeElement(at: filled, to: byte)
          filled += 1
        }
        position += part.count
      }
    }
    return isWhole ? bytes : nil
  }

  /// Passes over so many bytes; false where there are fewer.
  func skip(_ count: Int) -> Bool {
    var left = count
    while unread.count - position < left {
      left -= unread.count - position
      position = unread.count
      guard fill() else { return false }
    }
    position += left
    return true
  }

  /// Reads on; false at the end, and where a signal ends the run.
  private func fill() -> Bool {
    guard Interruption.waitForInput(of: link) else { return false }
    if position > 0 {
      unread.removeFirst(position)
      position = 0
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(link, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      unread += buffer[..<count]
      return true
    }
  }

  /// All that is left, once it ended.
  func rest() -> (bytes: [UInt8], ending: Ending) {
    shutdown(link, Int32(SHUT_WR))
    while fill() {}
    return (unread, wait())
  }

  private func wait() -> Ending {
    if let ending { return ending }
    if Interruption.isRequested { kill(process, SIGTERM) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return .signal }
    }
    let found = status & 0x7F == 0 ? Ending.exit(status >> 8 & 0xFF) : .signal
    ending = found
    return found
  }
}
