internal import KeyformReport

/// What a command that writes files tells of it.
struct FilesWritten: Document {
  let command: String
  /// Paths as the user would name them.
  var files: [String] = []
  var lines: [String] = []
  /// What people have to do themselves.
  var left: [String] = []

  func writeText(_ shown: Presentation) throws {
    for line in lines { try Output.line(line, shown.masking) }
    // YAML to copy takes several lines; values in it are quoted.
    for line in left { try Output.lines(line, shown.masking) }
  }

  func writeJSON(_ shown: Presentation) throws {
    let report = WrittenReport(command, files: files, lines: lines, left: left)
    try WrittenReport.document.write(report, shown.masking, to: Output.write)
  }
}
