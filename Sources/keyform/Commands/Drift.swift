internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct Drift: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changed in the target behind our back, or take it into the files.",
    discussion: """
      For every difference between files and target it tells, by the journal, whether the file \
      changed since the last apply, the target did, or both, with the last commit of the line and \
      the last change set that wrote the row. A role that reads no values compares keys by tail and \
      check value, and says so. Exit 6 where the target changed; changes of the files alone wait \
      for an apply and are no drift; those that would take back what an undo or an unmerged commit \
      wrote are named. A target that is not there or has no tables is exit 7. With \
      --adopt the target's values are written into the files, and no other byte of them changes.
      """)

  @Argument(
    help: ArgumentHelp(
      "Only these entries. With --adopt also where file and target both changed.",
      valueName: "address"))
  var addresses: [String] = []
  @Flag(help: "Write what the target holds into the files.") var adopt = false
  @OptionGroup var options: CommonOptions<DriftDocument>
  @OptionGroup var trust: TrustOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption
  @OptionGroup var reports: ReportOption

  static var reportSubject: ReportContent.Subject { .drift }

  func validate() throws {
    if adopt, !reports.isEmpty {
      throw ValidationError("--adopt writes files, and --report tells of drift: leave one out.")
    }
    if adopt, trust.untrusted {
      throw ValidationError("--adopt writes files, and --untrusted is for commands that do not.")
    }
    for text in addresses where Address(text) == nil {
      throw ValidationError("`\(text)` is no address: write kind/name, such as key/win11-ent-mak.")
    }
  }

  func execute() throws {
    let context = try options.context(trust, lock)
    try reports.check(context.access, options.format, Self.reportSubject)
    let reader = try DriftReader(
      context, target: options.targets,
      only: addresses.compactMap { Address($0) },
      failOn.threshold)
    Output.note(of: reader.sourceNote)
    let presentation = presentation(of: reader.planned.repository)
    if adopt { return try write(DriftAdoption(reader, named: !addresses.isEmpty), presentation) }
    let status = reader.drifted.isEmpty ? ExitStatus.done : .drift
    try presentation.show(DriftDocument(report: reader.report(), next: next), ending: status)
    if status != .done { throw status }
  }

  private func write(_ adoption: DriftAdoption, _ presentation: Presentation) throws {
    try EditedFiles.write(adoption.edits, below: options.directory)
    try presentation.show(
      WrittenReport(
        "drift", files: adoption.edits.map(\.path).sorted(), lines: adoption.lines,
        left: adoption.left))
    if adoption.rotatesSecret, !options.quiet {
      Output.note(
        "Tail and check value of a secret were adopted: put the new value where `secret` points.")
    }
    if adoption.isPreview {
      Output.note(
        """
        keyform: the role reads no values: whether a value alone was changed, without its tail and \
        check value, is not known.
        """)
    }
    if !adoption.left.isEmpty { throw ExitStatus.drift }
  }

  private var next: String? {
    if options.quiet { return nil }
    // Files that are only read under --untrusted are not to be written either.
    if trust.untrusted {
      return """
        Put back what the files say with `keyform plan` and `keyform apply`, or take the target's \
        values into them with `keyform drift --adopt`, once they are merged and without --untrusted.
        """
    }
    return """
      Take the target's values into the files with `keyform drift --adopt`, or put back what the \
      files say with `keyform plan` and `keyform apply`.
      """
  }
}

/// What changed in a target.
struct DriftDocument: Document {
  let report: DriftReport
  /// What to do about it.
  let next: String?

  func writeText(_ shown: Presentation) throws {
    try shown.write { try report.add(to: &$0, next: next, Output.write) }
  }

  func writeJSON(_ shown: Presentation) throws {
    try shown.write(report, as: DriftReport.document)
  }

  func reported(_ shown: Presentation) -> ReportContent? {
    ReportContent(report, today: shown.today, shown.masking)
  }
}
