internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository
internal import KeyformRules

struct Which: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which keys a deployment of a product could use, and what is left on each.",
    discussion: """
      Lists the keys of the repository that are for the product, keys that other projects share, \
      and published keys that no entry holds; the best first, each with the reason for or against \
      it. With --target the part of the files that this target takes; it has to be there (exit 7). \
      Example: keyform which windows-11/enterprise --release 25H2 --use activation
      """)

  @Argument(
    help: "A product id or one of its names, such as windows-11/enterprise.",
    completion: Completions.products)
  var product: String
  @Option(help: ArgumentHelp("A release such as 25H2; any unless given.", valueName: "release"))
  var release: String?
  @Option(help: ArgumentHelp("amd64, arm64, ia64 or x86; any unless given.", valueName: "name"))
  var architecture: String?
  @Option(
    help: ArgumentHelp("installation or activation; both unless given.", valueName: "use"))
  var use: String?
  @OptionGroup var options: CommonOptions<WhichReport>
  @OptionGroup var trust: TrustOption

  func execute() throws {
    let context = try options.context(trust)
    let repository = try context.loadProject()
    let question = try repository.catalog.question(
      product, release: release, architecture: architecture, use: use)
    let include = try TargetChoice.include(options.targets, of: repository.project, context)
    // What strangers wrote leads to no database.
    if !options.targets.isEmpty, !context.access.isUntrusted {
      try TargetChoice(options.targets, of: repository.project, context).checkPresence(context)
    }
    let checked = CheckedRepository(repository, include: include, context.withoutSecrets)
    let facts = LintContext(
      state: checked.assembled.state, catalog: repository.catalog, today: context.today,
      settings: repository.project.rules)
    try options.presentation(of: repository).show(
      WhichReport(question, KeyChoices.all(question, facts), place: repository.place))
    if checked.hasStructuralErrors {
      Output.note(
        "The repository has structural errors: what could not be read is missing. See keyform validate."
      )
    }
    if repository.hasUnreadableFiles { throw ExitStatus.couldNotRun }
  }
}

extension WhichReport: Document {
  func writeText(_ shown: Presentation) throws { try shown.write(add) }
  func writeJSON(_ shown: Presentation) throws { try shown.write(self, as: WhichReport.document) }
}
