internal import Glibc
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import Synchronization

/// The only place that prints. Results go to standard output, everything else to standard error.
enum Output {
  /// Ends the run where nothing can be written to standard output: for what is written only once
  /// all is done.
  static func checkOpen() throws {
    var nothing: UInt8 = 0
    if Glibc.write(STDOUT_FILENO, &nothing, 0) < 0, errno != EPIPE { throw unwritable() }
  }

  private static func unwritable() -> Failure {
    Failure(
      .couldNotRun, "standard output: \(String(cString: strerror(errno)))",
      "It is closed, or the disk is full; nothing was written to the target.")
  }

  /// Writes a report to standard output. A reader that went away, as `head` does, has read enough:
  /// the rest is dropped, and the run goes on to its own end.
  static func write(_ report: ReportBytes) throws {
    try report.bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { return }
          throw unwritable()
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

  /// One line of a result.
  static func line(_ text: String, _ masking: Masking = masking) throws {
    var buffer = TextBuffer(TextStyle(), masking)
    buffer.line(text)
    try write(buffer.take())
  }

  /// The same of a text in several lines.
  static func lines(_ text: String, _ masking: Masking = masking) throws {
    var buffer = TextBuffer(TextStyle(), masking)
    buffer.lines(text)
    try write(buffer.take())
  }

  /// One line to standard error.
  static func note(_ text: String) {
    var buffer = TextBuffer(TextStyle(), masking)
    buffer.line(text)
    tell(&buffer)
  }

  /// The same, however often it is said.
  static func noteOnce(_ text: String) {
    if noted.withLock({ $0.insert(text).inserted }) { note("keyform: \(text)") }
  }

  private static let noted = Mutex<Set<String>>([])

  /// The same of a text in several lines.
  static func note(lines text: String) {
    var buffer = TextBuffer(TextStyle(), masking)
    buffer.lines(text)
    tell(&buffer)
  }

  /// Knows the public keys of the built-in catalogue, but only once it has to.
  static let masking = Masking { ReferenceCatalog.builtIn().publicKey($0) != nil }

  static func complain(_ failure: Failure) {
    Progress.clear()
    var buffer = TextBuffer(TextStyle(), masking)
    for line in ["keyform: \(failure.summary)"] + failure.lines { buffer.line(line) }
    for line in [failure.hint] + failure.more { buffer.line(line) }
    tell(&buffer)
  }

  /// On standard error, in place of what stands on the line; empty: the line is cleared.
  static func progress(_ text: String) {
    var buffer = TextBuffer(TextStyle(), masking)
    buffer.replaceLine(text)
    tell(&buffer)
  }

  /// A report to standard error, beside a result that is for programs.
  static func aside(_ report: ReportBytes) {
    report.bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// A failure there has nobody left to tell.
  private static func tell(_ buffer: inout TextBuffer) {
    buffer.take().bytes.withUnsafeBytes {
      _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
    }
  }

  /// Inside of a signal, where nothing may be made: words of ours alone.
  static func lastWords(_ words: StaticString) {
    words.withUTF8Buffer { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// A note with the program's name, of what a run could not find out; nothing where there is none.
  static func note(of run: String?) {
    if let run { note("keyform: \(run)") }
  }

  static func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
