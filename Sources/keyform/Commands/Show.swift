internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct Show: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a saved plan in any format, stale or not.",
    discussion: """
      Reads the file alone: neither repository nor database is needed. Whether it was made from its \
      target, `keyform apply` and `keyform plan --rebase` check.

      --statement prints what the plan does and nothing of how it came about: its SHA-256 is the \
      review id. `keyform plan --reviewed` and `keyform apply --reviewed` take it.
      """)

  @Argument(help: ArgumentHelp("A plan saved with `keyform plan --out`.", valueName: "planfile"))
  var file: String
  @Flag(help: "Print the plan's statement alone.") var statement = false
  @OptionGroup var options: CommonOptions<PlanDocument>
  @OptionGroup var reports: ReportOption

  static var reportSubject: ReportContent.Subject { .plan }

  func execute() throws {
    guard !statement || options.format == .text else {
      throw Failure(.usage, "--statement prints a text of its own", "Leave --format out.")
    }
    guard !statement || reports.isEmpty else {
      throw Failure(.usage, "--statement prints a text of its own", "Leave --report out.")
    }
    try reports.check(options.context.access, options.format, Self.reportSubject)
    let saved = try PlanFile.read(file, else: "Nothing of it is shown.")
    if statement {
      try StatementText.write(saved.plan, to: Output.write)
      return
    }
    let next = options.quiet ? nil : NextStep.apply(saved.plan, in: file, options: options)
    try presentation().show(
      PlanDocument.single(saved.plan, .file, next: next, saved: nil))
  }
}
