internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and check every target's set, offline.",
    discussion: """
      Needs neither a database nor a secret; what needs a secret's value is checked where it can \
      be read. Exit 1 with errors, 7 where a file cannot be read.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var failOn: FailOnOption

  func run() throws {
    let repository = try Session.load(options)
    var diagnostics: [Diagnostic] = []
    for include in try sets(of: repository) {
      let session = Session(repository, include: include, today: options.clock)
      try Interruption.check()
      diagnostics = diagnostics.isEmpty ? session.diagnostics : merged(diagnostics, session)
    }
    try Presentation(options, repository: repository).show(diagnostics)
    let status = failOn.status(of: diagnostics)
    if diagnostics.isEmpty, options.format == .text, !options.quiet {
      try Output.line("No findings in \(counted(repository.files.count, "file")).")
    }
    if status != .done { throw status }
  }

  /// The set of `--target`, or those of all targets.
  private func sets(of repository: LoadedRepository) throws -> [[String]] {
    if options.target != nil {
      return [try TargetChoice(options.target, in: repository).include]
    }
    var sets: [[String]] = []
    for target in repository.project.targets where !sets.contains(target.include) {
      sets.append(target.include)
    }
    return sets.isEmpty ? [[]] : sets
  }

  /// What holds in several sets is said once.
  private func merged(_ diagnostics: [Diagnostic], _ session: Session) -> [Diagnostic] {
    Array(Set(diagnostics).union(session.diagnostics)).sorted(by: Diagnostic.inOrder)
  }
}
