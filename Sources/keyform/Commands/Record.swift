internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine

struct Record: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read keys' secrets and write tail and check value beside them.",
    discussion: """
      The last five characters and a 12-bit check value are all that may be said of a secret key; \
      they are what reviewers see when it changes. Nothing else in the file is touched.
      """)

  @Argument(help: ArgumentHelp("Keys, such as key/win11-ent-mak.", valueName: "address"))
  var addresses: [String] = []
  @Flag(help: "Every key with a secret that can be read.") var all = false
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard all != !addresses.isEmpty else {
      throw ValidationError("Name at least one key, or use --all.")
    }
  }

  func execute() throws {
    let context = options.context
    let repository = try context.load()
    guard !repository.hasUnreadableFiles, !repository.diagnostics.contains(where: \.isForm) else {
      try Presentation(options, repository: repository).show(repository.diagnostics)
      throw SeverityThreshold.error.status(of: repository.diagnostics)
    }
    let recording = try Recording(
      all ? nil : addresses, in: repository, target: options.targets, context)
    try EditedFiles.write(recording.edits, below: repository.root)
    var report = WrittenReport("record")
    report.files = recording.edits.map(\.path)
    report.lines = recording.lines
    if report.lines.isEmpty { report.lines.append("Nothing to record: what is written is true.") }
    try report.show(Presentation(options, repository: repository))
  }
}
