internal import Glibc

/// The only place that prints. Results go to standard output, everything else to standard error.
enum Output {
  /// Writes all bytes to standard output. A closed pipe ends the run with one message.
  static func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
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

  static func line(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// To standard error; a failure there has nobody left to tell.
  static func note(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func complain(_ failure: Failure) {
    Progress.clear()
    note("keyform: \(failure.summary)\n\(failure.hint)")
  }

  static func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
