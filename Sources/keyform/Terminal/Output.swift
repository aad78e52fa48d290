internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

/// The only place that prints. Results go to standard output, everything else to standard error.
enum Output {
  /// Writes all bytes to standard output. A closed pipe ends the run with one message.
  static func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw Failure(
            .couldNotRun, "standard output: \(String(cString: strerror(errno)))",
            "The reader closed it early or the disk is full; nothing was written to the target.")
        }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Puts something in place of standard descriptors that are closed: the next file that is opened
  /// would take their numbers, and a database or plan would get what is meant for the user.
  static func holdStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      // Nobody reads standard error then. Writing results has to fail, so that the exit code tells.
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  static func line(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// To standard error; a failure there has nobody left to tell. What looks like a secret key is
  /// masked, and passwords of URLs: messages repeat what was typed.
  static func note(_ text: String) {
    var text = URLPasswords.masked(masking.masked(text)) + "\n"
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Knows the public keys, but only once it has to.
  private static var masking: Masking {
    Masking { ReferenceCatalog.builtIn().publicKey($0) != nil }
  }

  static func complain(_ failure: Failure) {
    Progress.clear()
    note("keyform: \(failure.summary)\n\(failure.hint)")
  }

  static func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
