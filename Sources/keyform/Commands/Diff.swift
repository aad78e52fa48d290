internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct Diff: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show what a change does: guards, entries, licences, findings and secrets, without a target.",
    discussion: """
      Without an argument the files are compared with HEAD; with REV, such as origin/main, with the \
      point where HEAD left it, which is what a pull request does; with A..B two revisions are. \
      Needs neither a database nor a secret nor the network, and checks nothing out.

      What judges changes, such as rules, limits and policies, comes first where the change alters it, \
      and what that alone silences is shown as silenced.

      Exit 1 with errors that the change brings or only silences; those that were there before count \
      with --findings all. Exit 2 with --detailed-exitcode where entries or guards change, 7 where git cannot \
      tell, with the fetch that helps, or the base does not parse, so that guards are not compared, 64 for \
      what cannot be a revision or means two.
      """)

  /// Which findings count and are shown one by one.
  enum Findings: String, ExpressibleByArgument, CaseIterable {
    case new, all
  }

  @Argument(help: ArgumentHelp("What to compare with: REV, or A..B.", valueName: "revision"))
  var revision: String?
  @Option(
    help: "Which findings are shown and count: new (with those that the change silences), or all.")
  var findings = Findings.new
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 where entries or guards change.")
  var detailedExitCode = false
  @OptionGroup var options: CommonOptions<DiffDocument>
  @OptionGroup var trust: TrustOption
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var reports: ReportOption

  static var reportSubject: ReportContent.Subject { .diff }

  func execute() throws {
    let context = try options.context(trust)
    try reports.check(context.access, options.format, Self.reportSubject)
    let run = try ReviewRun(
      context, ComparedRange(revision), target: options.targets, failOn.threshold)
    let status = run.status(all: findings == .all, isDetailed: detailedExitCode)
    try presentation(of: run.repository)
      .show(DiffDocument(review: run.review, showsAll: findings == .all), ending: status)
    if status != .done { throw status }
  }
}

/// What a change does.
struct DiffDocument: Document {
  let review: Review
  let showsAll: Bool

  func writeText(_ shown: Presentation) throws {
    let review = shown.isQuiet ? review.withoutAdvice : review
    try ReviewText(diagnostics: shown.diagnosticText, showsAll: showsAll)
      .write(review, to: Output.write)
  }

  func writeJSON(_ shown: Presentation) throws {
    try shown.write(review, as: Review.document)
  }

  func reported(_ shown: Presentation) -> ReportContent? {
    ReportContent(
      shown.isQuiet ? review.withoutAdvice : review, all: showsAll, shown.masking)
  }
}
