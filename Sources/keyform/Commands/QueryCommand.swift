internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport

struct QueryCommand: KeyformCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the repository, or a target, a question in SQL.",
    discussion: """
      Reads the desired state as the tables of a target, with support dates and the lines of the \
      files besides. With --target it reads that target's rows instead, its journal included. \
      Nothing is written, and no secret value can be selected: tail and check_value tell keys \
      apart. `-` reads the SQL from standard input. Exit 64 where the SQL is wrong.

      Example: keyform query "SELECT name, remaining FROM product_key WHERE kind = 'mak'"
      """)

  @Argument(
    help: ArgumentHelp("The SQL, or -; with --tables the name of a table.", valueName: "sql"))
  var sql: String?
  @Flag(help: "List the tables and what they mean, or the columns of one.") var tables = false
  @Option(
    help: ArgumentHelp(
      "With --target: the project; the repository's own, or the only one.", valueName: "name"))
  var project: String?
  @Option(help: "How rows are written.") var format = QueryFormat.text
  @OptionGroup var place: PlaceOptions
  @OptionGroup var trust: TrustOption
  @OptionGroup var lock: LockOption

  /// The words of a command line, SQL that begins with a comment behind all options: it is none,
  /// though it begins like one.
  static func ordered(_ words: [String]) -> [String] {
    guard words.first(where: { !$0.hasPrefix("-") }) == configuration.commandName else {
      return words
    }
    let isComment = { (word: String) in
      word.hasPrefix("--") && word.utf8.dropFirst(2).first.map { $0 <= 0x20 } == true
    }
    let comments = words.filter(isComment)
    if comments.isEmpty || words.contains("--") { return words }
    return words.filter { !isComment($0) } + ["--"] + comments
  }

  func validate() throws {
    guard tables || sql != nil else {
      throw ValidationError("Give the SQL in quotes, - to read it, or --tables.")
    }
    guard project == nil || !place.target.isEmpty else {
      throw ValidationError("--project goes with --target.")
    }
  }

  var options: CommonOptions { place.common(format == .json ? .json : .text) }

  func execute() throws {
    let presentation = Presentation(options, repository: nil)
    if tables {
      try QueryPrinting(presentation, format).show(try QueryDocument.table(sql))
      return
    }
    let text = sql == "-" ? try Input.all() : sql ?? ""
    let answer = try QueryRun(
      options.context(trust, lock), target: options.targets, project: project
    )
    .run(text)
    if let note = answer.note { Output.note("keyform: \(note)") }
    try QueryPrinting(Presentation(options, repository: answer.repository), format)
      .show(ResultTable(answer))
    if answer.rows.isEmpty, !options.quiet { Output.note("No rows.") }
  }
}

enum QueryFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, markdown
}

/// The options of every command but for `--format`, which has more words here.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("The folder of the repository.", valueName: "dir"))
  var directory = "."
  @Option(
    help: ArgumentHelp(
      "A target's name in keyform.yaml, a URL, or a name with another URL.",
      valueName: "name|url|name=url"))
  var target: [String] = []
  @Option(
    name: .customLong("allow-outside"),
    help: ArgumentHelp(
      "A folder that links out of the repository may lead to; may be repeated.", valueName: "dir"))
  var allowOutside: [String] = []
  @Flag(name: .customLong("no-color"), help: "No colour, even on a terminal.")
  var noColor = false
  @Option(
    help: ArgumentHelp(
      "The day that date('now') gives; today unless given.", valueName: "yyyy-mm-dd"))
  var today: CalendarDate?
  @Flag(help: "No progress and no hints: results, warnings and errors alone.")
  var quiet = false

  func common(_ format: OutputFormat) -> CommonOptions {
    var options = CommonOptions()
    options.directory = directory
    options.target = target
    options.allowOutside = allowOutside
    options.format = format
    options.noColor = noColor
    options.today = today
    options.quiet = quiet
    return options
  }
}
