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
    if !DiskFile.write(report.bytes, to: STDOUT_FILENO), errno != EPIPE { throw unwritable() }
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
    try write(Self.text(masking) { $0.line(text) })
  }

  /// The same of a text in several lines.
  static func lines(_ text: String, _ masking: Masking = masking) throws {
    try write(Self.text(masking) { $0.lines(text) })
  }

  /// One line to standard error.
  static func note(_ text: String) { aside(Self.text { $0.line(text) }) }

  /// The same, however often it is said: several targets, and reading and writing of one, may have
  /// the same to say.
  static func noteOnce(_ text: String) {
    guard noted.withLock({ $0.insert(text).inserted }) else { return }
    Progress.clear()
    note(text)
  }

  private static let noted = Mutex<Set<String>>([])

  /// The same of a text in several lines.
  static func note(lines text: String) { aside(Self.text { $0.lines(text) }) }

  /// Knows the public keys of the built-in catalogue, but only once it has to.
  static let masking = Masking { ReferenceCatalog.builtIn().publicKey($0) != nil }

  static func complain(_ failure: Failure) {
    Progress.clear()
    let lines = ["keyform: \(failure.summary)"] + failure.lines + [failure.hint] + failure.more
    aside(text { buffer in for line in lines { buffer.line(line) } })
  }

  /// On standard error, in place of what stands on the line; empty: the line is cleared.
  static func progress(_ text: String) { aside(Self.text { $0.replaceLine(text) }) }

  /// A report to standard error. A failure there has nobody left to tell.
  static func aside(_ report: ReportBytes) {
    report.bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func text(
    _ masking: Masking = masking, _ add: (inout TextBuffer) -> Void
  ) -> ReportBytes {
    var buffer = TextBuffer(TextStyle(), masking)
    add(&buffer)
    return buffer.take()
  }

  /// A note with the program's name, of what a run could not find out; nothing where there is none.
  static func note(of run: String?) {
    if let run { note("keyform: \(run)") }
  }

  static func leave(with status: ExitStatus) -> Never { exit(status.rawValue) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
