internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Record: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read keys' secrets and write tail and check value beside them.",
    discussion: """
      The last five characters and a 12-bit check value are all that may be said of a secret key; \
      they are what reviewers see when it changes. Nothing else in the file is touched. --all \
      records what it can, names what it cannot, and then exits 7.
      """)

  @Argument(
    help: ArgumentHelp("Keys, such as key/win11-ent-mak.", valueName: "address"),
    completion: Completions.keys)
  var addresses: [String] = []
  @Flag(help: "Every key with a secret.") var all = false
  @OptionGroup var options: CommonOptions<WrittenReport>

  func validate() throws {
    guard all != !addresses.isEmpty else {
      throw ValidationError("Name at least one key, or use --all.")
    }
  }

  func execute() throws {
    let context = options.context
    let repository = try context.load()
    guard !repository.hasUnreadableFiles, !repository.diagnostics.contains(where: \.isStructural)
    else {
      try options.presentation(of: repository)
        .show(Findings(diagnostics: repository.diagnostics))
      throw SeverityThreshold.error.status(of: repository.diagnostics)
    }
    let recording = try Recording(
      all ? nil : addresses, in: repository, target: options.targets, context)
    try EditedFiles.write(recording.edits, below: repository.root)
    var report = WrittenReport(
      "record", files: recording.edits.map(\.path), lines: recording.lines)
    // In text the ending names them.
    if options.format == .json { report.left = recording.missing }
    let ending = recording.ending
    if report.lines.isEmpty, ending == nil {
      report.lines.append("Nothing to record: what is written is true.")
    }
    try options.presentation(of: repository).show(report)
    if let ending { throw ending }
  }
}
