internal import KeyformCore
internal import KeyformReport

/// What a command that writes files tells of it, in either format.
struct WrittenReport {
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
      for line in lines { try Output.line(VisibleText.of(masking.masked(line))) }
      // YAML to copy takes several lines; values in it are quoted.
      for line in left {
        let text = masking.masked(line).split(separator: "\n")
          .map { VisibleText.of(String($0)) }.joined(separator: "\n")
        try Output.line(text)
      }
    case .json:
      try Output.write(
        WrittenJSON(command, files: files, lines: lines, left: left, masking: masking).bytes())
    }
  }
}
