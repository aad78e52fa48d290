internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Validate: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and check every target's set, offline.",
    discussion: """
      Needs neither a database nor a secret: of secret keys it judges what is recorded, tail and \
      check value. With --check-secrets the values are read where they can be, and checked. Exit 1 \
      with errors, 7 where a file cannot be read.

      --fix writes what can only mean one thing as it should be: keys as five groups, ids for other \
      names of products and architectures, dashes, words, counts and days. It changes those bytes \
      alone, and checks the files as they are then. See --diff first.
      """)

  @Flag(help: "Fix what has one right spelling in the files, then check them.") var fix = false
  @Flag(help: "Like --fix, and correct misspelt names of fields too.") var fixNames = false
  @Flag(help: "Show what --fix (or --fix-names) would change, as a unified diff; write nothing.")
  var diff = false
  @Flag(help: "Read the secrets too, and check their values.") var checkSecrets = false
  @OptionGroup var options: CommonOptions<Findings>
  @OptionGroup var trust: TrustOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var reports: ReportOption

  func validate() throws {
    guard trust.untrusted else { return }
    if checkSecrets {
      throw ValidationError("--untrusted opens no secret: leave --check-secrets out.")
    }
    if (fix || fixNames) && !diff {
      throw ValidationError("--fix writes files, and --untrusted is for commands that do not.")
    }
  }

  func execute() throws {
    let trusted = try options.context(trust)
    try reports.check(trusted.access, options.format, Self.reportSubject)
    let context = checkSecrets ? trusted : trusted.withoutSecrets
    let repository = try context.load()
    if diff {
      let validation = try Validation(repository, target: options.targets, context)
      try show(validation, fixes(in: repository, validation.sets))
      try leave(with: validation.diagnostics)
    } else if fix || fixNames {
      let sets = try Validation.sets(of: repository, target: options.targets, context)
      let fixes = fixes(in: repository, sets)
      try context.checkCancelled()
      try EditedFiles.write(fixes.edits, below: options.directory)
      if showsText { try report(fixes, in: repository) }
      try check(try context.load(), after: fixes, context)
    } else {
      try check(repository, after: nil, context)
    }
  }

  /// Whether people read the result as text.
  private var showsText: Bool { options.format == .text && !reports.replaceText }

  private func fixes(in repository: LoadedRepository, _ sets: [[String]]) -> RepositoryFixes {
    RepositoryFixes(
      fixNames ? .fieldNames : .spellings, in: repository, include: sets,
      identity: { DiskWriter.resolved(repository.root + "/" + $0) })
  }

  private func check(
    _ repository: LoadedRepository, after done: RepositoryFixes?, _ context: RunContext
  ) throws {
    let diagnostics = try Validation(repository, target: options.targets, context).diagnostics
    let cures = repository.fixes(curing: diagnostics)
    let fixes = (done?.fixes ?? []).map(\.done) + cures.map(\.fix)
    // People who read text were told before.
    var lines = showsText ? [] : [done?.summary].compactMap(\.self)
    if !options.quiet {
      if let hint = hint(cures.map(\.fix)) { lines.append(hint) }
    }
    let praise =
      options.quiet || !diagnostics.isEmpty
      ? nil : "No findings in \(counted(repository.files.count, "file"))."
    try presentation(of: repository).show(
      Findings(diagnostics: diagnostics, fixes: fixes, lines: lines, praise: praise),
      ending: failOn.threshold.status(of: diagnostics))
    try leave(with: diagnostics)
  }

  /// What was written, for people.
  private func report(_ fixes: RepositoryFixes, in repository: LoadedRepository) throws {
    Progress.clear()
    let presentation = presentation(of: repository)
    defer { tellLeftAlone(fixes) }
    guard !fixes.fixes.isEmpty else {
      if !repository.hasUnreadableFiles, !options.quiet { try Output.line("Nothing to fix.") }
      return
    }
    try presentation.write { for fix in fixes.fixes { fix.add(to: &$0) } }
    if let summary = fixes.summary { try Output.line(summary) }
    try Output.line("")
  }

  private func tellLeftAlone(_ fixes: RepositoryFixes) {
    guard !options.quiet, !fixes.leftAlone.isEmpty else { return }
    let names = fixes.leftAlone.prefix(10).joined(separator: ", ")
    let rest = fixes.leftAlone.count - 10
    Output.note(
      """
      Left alone, for \(fixes.leftAlone.count == 1 ? "it does" : "they do") not parse: \(names)\
      \(rest > 0 ? " and \(counted(rest, "more file"))" : "").
      """)
  }

  /// What would be written; what the files as they are hold is said in one line.
  private func show(_ validation: Validation, _ fixes: RepositoryFixes) throws {
    let repository = validation.repository
    let presentation = presentation(of: repository)
    func diff(_ style: TextStyle) -> ReportBytes {
      // Each where a link leads to: `patch` follows none.
      .joined(
        fixes.files.map { file in
          UnifiedDiff.bytes(
            path: DiskFile.place(of: file.path, below: repository.root) ?? file.path,
            before: file.before, replacements: file.replacements, style, presentation.masking)
        })
    }
    try presentation.show(
      Findings(diagnostics: validation.diagnostics, fixes: fixes.fixes, diff: diff),
      ending: failOn.threshold.status(of: validation.diagnostics))
    guard showsText, !options.quiet else { return }
    let work =
      fixes.fixes.isEmpty
      ? "Nothing to fix"
      : """
      \(counted(fixes.fixes.count, "place")) in \(counted(fixes.files.count, "file")) would be \
      fixed; nothing was written
      """
    Output.note("\(work). As the files are: \(DiagnosticCount(validation.diagnostics).text).")
    tellLeftAlone(fixes)
  }

  private func leave(with diagnostics: [Diagnostic]) throws {
    let status = failOn.threshold.status(of: diagnostics)
    if status != .done { throw status }
  }

  /// What of the findings needs no thought.
  private func hint(_ fixes: [Fix]) -> String? {
    guard !fixes.isEmpty else { return nil }
    let folder = options.directory == "." ? [] : ["-C", options.directory]
    func command(_ flag: String) -> String {
      (["keyform", "validate"] + folder + [flag]).map(ShellWord.quoted).joined(separator: " ")
    }
    let names = fixes.count { $0.state == .onRequest }
    let rest = fixes.count - names
    let all = "\(fixes.count) of these can be fixed: "
    if names == 0 { return all + command("--fix") }
    return all + command("--fix-names") + (rest > 0 ? " (\(rest) of them with --fix)" : "")
  }
}

extension RepositoryFixes {
  /// What was done; nil where nothing was.
  fileprivate var summary: String? {
    fixes.isEmpty
      ? nil : "Fixed \(counted(fixes.count, "place")) in \(counted(files.count, "file"))."
  }
}
