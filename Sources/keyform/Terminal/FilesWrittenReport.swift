internal import KeyformCore
internal import KeyformReport

/// What a command that writes files tells of it, in either format.
struct FilesWrittenReport {
  let command: String
  /// Paths as the user would name them.
  var files: [String] = []
  var lines: [String] = []
  /// What people have to do themselves.
  var left: [String] = []

  init(_ command: String) { self.command = command }

  func show(_ presentation: Presentation) throws {
    let masking = presentation.masking
    switch presentation.options.format {
    case .text:
      for line in lines { try Output.line(line, masking) }
      // YAML to copy takes several lines; values in it are quoted.
      for line in left { try Output.lines(line, masking) }
    case .json:
      try WrittenReport.document.write(
        WrittenReport(command, files: files, lines: lines, left: left), masking,
        to: Output.write)
    }
  }
}
