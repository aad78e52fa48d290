internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformQuery
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
  @OptionGroup var options: CommonOptions<ResultTable>
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
    guard project == nil || !options.target.isEmpty else {
      throw ValidationError("--project goes with --target.")
    }
  }

  func execute() throws {
    if tables { return try options.presentation().show(ResultTable(ofTable: sql)) }
    let text = sql == "-" ? try Self.input() : sql ?? ""
    let answer = try QueryRun(
      options.context(trust, lock), target: options.targets, project: project
    )
    .run(text)
    if let note = answer.note { Output.note("keyform: \(note)") }
    try options.presentation(of: answer.repository).show(ResultTable(answer))
    if answer.rows.isEmpty, !options.quiet { Output.note("No rows.") }
  }

  /// A query is never longer.
  private static let longest = 1 << 20

  /// All of standard input.
  private static func input() throws -> String {
    var bytes: [UInt8] = []
    while bytes.count <= longest {
      guard Interruption.waitForInput() else {
        throw Failure(Interruption.status, "interrupted", "Nothing was written.")
      }
      let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
        count = max(Glibc.read(STDIN_FILENO, space.baseAddress, 65_536), 0)
      }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    guard bytes.count <= longest, let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .usage, "standard input is no SQL: not UTF-8, or longer than 1 MiB", "Send one query.")
    }
    return text
  }
}

extension ResultTable: Document {
  static var renderers: [Renderer<ResultTable>] {
    [
      .text, .json,
      Renderer(format: .csv) { table, shown in
        try shown.write { try table.addCSV(to: &$0, Output.write) }
      },
      Renderer(format: .markdown) { table, shown in
        try shown.write { try table.addMarkdown(to: &$0, Output.write) }
      },
    ]
  }

  static var words: OptionWords {
    OptionWords(
      target: "A target's name in keyform.yaml, a URL, or a name with another URL.",
      format: "How rows are written.",
      today: "The day that date('now') gives; KEYFORM_TODAY or today unless given.",
      quiet: "No progress and no hints: results, warnings and errors alone.")
  }

  func writeText(_ shown: Presentation) throws {
    try shown.write { try add(to: &$0, Output.write) }
  }

  func writeJSON(_ shown: Presentation) throws {
    try shown.write(self, as: ResultTable.document)
  }
}

extension ResultTable {
  fileprivate init(_ answer: QueryAnswer) {
    self.init(columns: answer.columns)
    for row in answer.rows { append(row.map(Cell.init)) }
  }

  /// What `--tables` shows: all tables, or the columns of one.
  fileprivate init(ofTable name: String?) throws {
    guard let name else {
      self.init(columns: ["table", "meaning", "columns"])
      for description in QueryTables.descriptions {
        append([
          .text(description.name), .text(description.meaning),
          .text(description.columns.map(\.name).joined(separator: ", ")),
        ])
      }
      return
    }
    guard let description = QueryTables.descriptions.first(where: { $0.name == name.lowercased() })
    else {
      let names = QueryTables.descriptions.map(\.name)
      let near = SpellingSuggestion.question(name, in: names)
      throw Failure(
        .usage, "there is no table `\(name)`\(near)",
        "The tables are \(names.joined(separator: ", ")).")
    }
    self.init(columns: ["column", "type", "meaning"])
    for column in description.columns {
      append([.text(column.name), .text(column.kind.rawValue), .text(column.meaning)])
    }
  }
}

extension ResultTable.Cell {
  fileprivate init(_ cell: QueryCell) {
    switch cell {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .real(real)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .text("x'\(Hex.text(bytes))'")
    }
  }
}
