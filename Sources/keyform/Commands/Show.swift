internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct Show: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a saved plan in any format, stale or not.",
    discussion: """
      Reads the file alone: neither repository nor database is needed. Whether it was made from its \
      target, `keyform apply` and `keyform plan --rebase` check.
      """)

  @Argument(help: ArgumentHelp("A plan saved with `keyform plan --out`.", valueName: "planfile"))
  var file: String
  @OptionGroup var options: CommonOptions<PlanDocument>

  func execute() throws {
    let saved = try PlanFile.read(file, else: "Nothing of it is shown.")
    let next = options.quiet ? nil : NextStep.apply(saved.plan, in: file, options: options)
    try options.presentation().show(
      PlanDocument.single(saved.plan, .file, next: next, isSaved: false))
  }
}
