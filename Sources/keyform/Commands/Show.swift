internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct Show: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a saved plan in any format, stale or not.",
    discussion: "Reads the file alone: neither repository nor database is needed.")

  @Argument(help: ArgumentHelp("A plan saved with `keyform plan --out`.", valueName: "planfile"))
  var file: String
  @OptionGroup var options: CommonOptions

  func execute() throws {
    let saved = try PlanFile.read(file)
    try Presentation(options, repository: nil).show(
      saved.plan,
      next: options.quiet ? nil : NextStep.apply(saved.plan, in: file, options: options))
  }
}
