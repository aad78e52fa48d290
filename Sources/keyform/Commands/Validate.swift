internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and check every target's set, offline.",
    discussion: """
      Needs neither a database nor a secret; what needs a secret's value is checked where it can \
      be read. Exit 1 with errors, 7 where a file cannot be read.

      --fix writes what can only mean one thing as it should be: keys as five groups, ids for other \
      names of products and architectures, dashes, words, counts and days. It changes those bytes \
      alone, and checks the files as they are then. See --diff first.
      """)

  @Flag(help: "Mend what has one right spelling in the files, then check them.") var fix = false
  @Flag(help: "Like --fix, and correct misspelt names of fields too.") var fixNames = false
  @Flag(help: "Show what --fix (or --fix-names) would change, as a unified diff; write nothing.")
  var diff = false
  @OptionGroup var options: CommonOptions
  @OptionGroup var failOn: FailOnOption

  func run() throws {
    let repository = try Session.load(options)
    if diff {
      let mending = try mending(repository)
      let diagnostics = try diagnostics(of: repository)
      try show(diagnostics, of: repository, diff: mending)
      try leave(with: diagnostics)
    } else if fix || fixNames {
      let mending = try mending(repository)
      try mending.write()
      if options.format == .text { try mending.report() }
      try check(try Session.load(options), after: mending)
    } else {
      try check(repository, after: nil)
    }
  }

  private func mending(_ repository: LoadedRepository) throws -> Mending {
    Mending(
      fixNames ? .fieldNames : .spellings, in: repository, include: try sets(of: repository),
      Presentation(options, repository: repository))
  }

  private func check(_ repository: LoadedRepository, after mending: Mending?) throws {
    let diagnostics = try diagnostics(of: repository)
    let cures = repository.mends(curing: diagnostics)
    let fixes = (mending?.fixes(done: true) ?? []) + cures.map { Fix($0.mend, done: false) }
    try Presentation(options, repository: repository).show(diagnostics, fixes: fixes)
    if options.format == .text, !options.quiet {
      if let hint = hint(cures.map(\.mend)) { try Output.line(hint) }
      if diagnostics.isEmpty {
        try Output.line("No findings in \(counted(repository.files.count, "file")).")
      }
    }
    try leave(with: diagnostics)
  }

  private func show(
    _ diagnostics: [Diagnostic], of repository: LoadedRepository, diff mending: Mending
  ) throws {
    switch options.format {
    case .text: try mending.showDiff(diagnostics)
    case .json:
      try Presentation(options, repository: repository).show(
        diagnostics, fixes: mending.fixes(done: false),
        diff: String(decoding: mending.diff(style: TextStyle()).bytes, as: UTF8.self))
    }
  }

  private func leave(with diagnostics: [Diagnostic]) throws {
    let status = failOn.status(of: diagnostics)
    if status != .done { throw status }
  }

  /// What of the findings needs no thought.
  private func hint(_ mends: [Mend]) -> String? {
    guard !mends.isEmpty else { return nil }
    let folder = options.directory == "." ? [] : ["-C", options.directory]
    func command(_ flag: String) -> String {
      (["keyform", "validate"] + folder + [flag]).map(ShellWord.quoted).joined(separator: " ")
    }
    let names = mends.count(where: \.isFieldName)
    let rest = mends.count - names
    let all = "\(mends.count) of these can be mended: "
    if names == 0 { return all + command("--fix") }
    return all + command("--fix-names") + (rest > 0 ? " (\(rest) of them with --fix)" : "")
  }

  private func diagnostics(of repository: LoadedRepository) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for include in try sets(of: repository) {
      let session = Session(repository, include: include, today: options.clock)
      try Interruption.check()
      diagnostics = diagnostics.isEmpty ? session.diagnostics : merged(diagnostics, session)
    }
    return diagnostics
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
