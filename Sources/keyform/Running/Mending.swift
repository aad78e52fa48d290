internal import KeyformCatalog
internal import KeyformCore
internal import KeyformReport

/// `validate --fix`: writes the one right spelling into the files, or shows what that would change.
struct Mending {
  private let repository: LoadedRepository
  private let files: [MendedFile]
  private let presentation: Presentation

  /// `include` as targets state it, one list a set.
  init(
    _ scope: MendScope, in repository: LoadedRepository, include: [[String]],
    _ presentation: Presentation
  ) {
    self.repository = repository
    self.presentation = presentation
    // Two paths may lead to one file.
    var seen = Set<String>()
    files = repository.mended(scope, include: include).filter {
      seen.insert(DiskWriter.resolved(repository.root + "/" + $0.path)).inserted
    }
  }

  /// In the order of the files.
  func fixes(done: Bool) -> [Fix] {
    files.flatMap(\.mends).map { Fix($0, done: done) }
  }

  /// A file is found changed, or cannot be written, before the first is touched.
  func write() throws {
    try Interruption.check()
    for file in files {
      let path = repository.root + "/" + file.path
      try DiskFile.checkReplaceable(file.path, below: repository.root)
      try checkUnchanged(file, path, "Nothing was written. Run the command again.")
    }
    for (index, file) in files.enumerated() {
      let path = repository.root + "/" + file.path
      let rest =
        index == 0
        ? "Nothing was written. Run the command again."
        : """
        \(counted(index, "file")) before it \(index == 1 ? "was" : "were") mended; run the command again \
        for the rest.
        """
      try checkUnchanged(file, path, rest)
      try DiskFile.replace(path, file.after, keepingMode: true)
    }
  }

  private func checkUnchanged(_ file: MendedFile, _ path: String, _ hint: String) throws {
    guard try DiskFile.read(path) == file.before else {
      throw Failure(.couldNotRun, "\(file.path) was changed while it was read", hint)
    }
  }

  /// What was written, for people.
  func report() throws {
    Progress.clear()
    let fixes = fixes(done: true)
    guard !fixes.isEmpty else {
      let isReadable = !repository.hasUnreadableFiles
      if isReadable, !presentation.options.quiet { try Output.line("Nothing to mend.") }
      return
    }
    let text = FixText(style: presentation.style, masking: presentation.masking)
    try Output.write(text.bytes(fixes))
    try Output.line("Mended \(counted(fixes.count, "place")) in \(counted(files.count, "file")).")
    try Output.line("")
  }

  /// The differences of all files, each where a link leads to: `patch` follows none.
  func diff(style: TextStyle) -> ReportBytes {
    let diff = UnifiedDiff(style: style, masking: presentation.masking)
    return .joined(
      files.map {
        diff.bytes(
          path: DiskFile.place(of: $0.path, below: repository.root) ?? $0.path, before: $0.before,
          replacements: $0.replacements)
      })
  }

  /// The differences, for people; what the files as they are hold is said in one line.
  func showDiff(_ diagnostics: [Diagnostic]) throws {
    Progress.clear()
    try Output.write(diff(style: presentation.style))
    guard !presentation.options.quiet else { return }
    let fixes = fixes(done: false)
    let work =
      fixes.isEmpty
      ? "Nothing to mend"
      : """
      \(counted(fixes.count, "place")) in \(counted(files.count, "file")) would be mended; nothing \
      was written
      """
    Output.note("\(work). As the files are: \(DiagnosticCount(diagnostics).text).")
  }
}

extension Fix {
  init(_ mend: Mend, done: Bool) {
    self.init(
      place: mend.place, address: mend.address, field: mend.field, from: mend.from, to: mend.to,
      state: done ? .done : mend.isFieldName ? .onRequest : .possible)
  }
}
