import Foundation
import Testing

/// No secret leaves the process: every command, in every format, over a repository with every
/// mistake around keys that people make, and not a run of four groups of one in what it leaves
/// behind but in the column and the view that are for it.
@Suite("Secrets stay inside")
struct CanaryTests {
  private static let commands = [
    "validate", "validate --check-secrets", "validate --untrusted", "policy test --untrusted",
    "plan --untrusted --target sqlite:keyform.sqlite", "explain key/sloppy --untrusted",
    "plan --out saved.plan --detailed-exitcode", "show saved.plan", "show saved.plan --statement",
    "plan --reviewed saved.plan", "plan --only 'host/*' --reviewed saved.plan", "apply",
    "apply saved.plan --yes", "apply --yes", "plan", "record --all", "record key/sloppy",
    "explain key/sloppy", "explain deployment/sloppy", "explain deployment/sloppier",
    "explain binding/sloppy", "explain host/sloppy", "explain directory/sloppy", "history",
    "history show 1",
    "history key/sloppy", "history verify", "history --at 2099-01-01", "undo 1 --out undo.plan",
    "drift", "drift --adopt", "policy list", "policy test",
    "query 'SELECT * FROM product_key'", "query 'SELECT * FROM deployment'",
    "query 'SELECT * FROM label'",
    "query 'SELECT substr(note, 1, 17) AS a, substr(note, 18) AS b,"
      + " hex(note) AS c, replace(title, char(45), char(95)) AS d FROM product_key'",
    "query 'SELECT * FROM deployment_key'",
    "validate --diff", "validate --diff --fix-names", "validate --fix",
    "validate --fix-names", "which windows-11/enterprise", "which windows-11/pro",
    "diff", "diff HEAD..HEAD", "lock", "inventory", "inventory --unmanaged", "import --into copy",
    "import --into copies --all", "history list", "catalog list windows-11",
    "init fresh --domain contoso.example",
    "catalog show windows-11/enterprise", "explain SEC001", "explain 4", "help",
  ]

  /// A command that no line above runs could leak unseen.
  @Test("every command of the program is among them")
  func everyCommandIsRun() throws {
    let commands = try ProgramHelp.commands()
    #expect(commands.count > 20)
    for command in commands {
      #expect(
        Self.commands.contains { $0 == command || $0.hasPrefix("\(command) ") },
        "no canary is looked for in what `\(command)` prints")
    }
  }

  /// Some can be planned, the others stop at their form.
  private static let mistakes = [
    "rules", "form", "project", "damaged", "mismatch", "spellings", "slips",
  ]

  @Test("as text and as JSON", arguments: mistakes, ["--format text", "--format json", "terminal"])
  func staysInside(_ mistake: String, _ format: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("\"$PROJECT\"/Tests/KeyformCommandTests/Fixtures/canaries/\(mistake)")
    for command in Self.commands {
      // Nothing blocks this plan: asked on a terminal, the program waits for an answer.
      if command == "apply", mistake == "spellings", format == "terminal" { continue }
      let line = "keyform \(command) --today 2026-11-21"
      let outcome = try workspace.run(
        format == "terminal" ? "on-terminal \(line)" : "\(line) \(format)")
      try expectQuiet(outcome, "\(mistake): \(command)")
    }
    // With the rule off, texts stand in the target as they are written; nowhere else.
    try expectQuiet(workspace, tablesOfTexts: mistake != "spellings")
  }

  /// Those that a command offers besides, as its help says: a comment in Markdown everybody reads.
  @Test("in every other format", arguments: mistakes)
  func staysInsideOtherFormats(_ mistake: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("\"$PROJECT\"/Tests/KeyformCommandTests/Fixtures/canaries/\(mistake)")
    let offered = try ProgramHelp.formats().mapValues {
      $0.filter { !["text", "json"].contains($0) }
    }
    #expect(offered["validate"] == ["markdown"])
    for command in Self.commands {
      let name = offered.keys.first { command == $0 || command.hasPrefix("\($0) ") } ?? ""
      // What an apply writes the others show.
      let formats = name == "apply" ? ["text"] : offered[name] ?? []
      for format in formats {
        let outcome = try workspace.run("keyform \(command) --format \(format) --today 2026-11-21")
        try expectQuiet(outcome, "\(mistake): \(command) --format \(format)")
        #expect(!outcome.errors.contains("invalid for '--format"), "\(command): \(format)")
      }
    }
  }

  /// A comment that a job posts everybody reads.
  @Test("in every report", arguments: mistakes)
  func staysInsideReports(_ mistake: String) throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("\"$PROJECT\"/Tests/KeyformCommandTests/Fixtures/canaries/\(mistake)")
    let offered = try ProgramHelp.reports().mapValues { $0.filter { $0 != "gitlab-plan" } }
    #expect(offered["plan"]?.isEmpty == false)
    for command in Self.commands {
      guard let formats = offered[command.prefix { $0 != " " }.description], !formats.isEmpty,
        !command.contains("--adopt"), !command.contains("--statement")
      else { continue }
      let reports = formats.map { "--report \($0)=report.\($0)" }.joined(separator: " ")
      let outcome = try workspace.run("keyform \(command) \(reports) --today 2026-11-21")
      try expectQuiet(outcome, "\(mistake): \(command) \(reports)")
      // A plan that is not there has none.
      if outcome.status == 7 || outcome.status == 64 { continue }
      for format in formats {
        let report = try workspace.text(of: "report.\(format)")
        #expect(Canary.leak(in: report) == nil, "\(mistake): \(command), \(format)")
        #expect(!report.isEmpty || format == "github", "\(mistake): \(command), \(format)")
      }
      try workspace.shell("rm report.*")
    }
  }

  @Test(
    "when typed into the command line",
    arguments: [
      "record key/CANARY", "explain key/CANARY", "explain CANARY", "catalog show CANARY",
      "catalog list CANARY", "plan --target CANARY", "plan --target sqlite:CANARY.sqlite",
      "plan --target CANARY=sqlite:x.sqlite", "plan --target 'a=sqlite:CANARY.sqlite' --untrusted",
      "validate --allow-outside CANARY", "validate --report CANARY",
      "validate --report markdown=CANARY/x", "validate --report markdown --whole CANARY",
      "show CANARY", "apply CANARY", "CANARY", "plan --CANARY", "plan --format CANARY",
      "plan --today CANARY", "validate -C CANARY", "plan --out CANARY/p.plan",
      "history CANARY", "history key/CANARY", "history --at CANARY", "history show CANARY",
      "history verify --expect CANARY", "undo 1 --out CANARY/p.plan",
      "diff CANARY", "diff CANARY..CANARY",
      "query CANARY", "query --tables CANARY", "query 'SELECT CANARY'", "policy test CANARY",
      "query --target sqlite:CANARY.sqlite 'SELECT 1'",
      "which CANARY",
      "which windows-11/pro --release CANARY", "which windows-11/pro --architecture CANARY",
      "which windows-11/pro --use CANARY", "init CANARY", "init here --project CANARY",
      "init here --domain CANARY",
    ])
  func staysInsideWhenTyped(_ command: String) throws {
    let workspace = try Workspace.example("minimal")
    for canary in [
      Canary.written, Canary.written.lowercased(), Canary.written.replacing("-", with: ""),
      Canary.written.replacing("-", with: "_"), Canary.written.replacing("-", with: "."),
      Canary.written.replacing("-", with: "="), Canary.written.replacing("-", with: "\u{2013}"),
      Canary.written.replacing("-", with: "\u{200B}"),
    ] {
      let line = command.replacing("CANARY", with: canary)
      try expectQuiet(try workspace.run("keyform \(line)"), command)
    }
  }

  private func expectQuiet(_ outcome: Outcome, _ command: String) throws {
    #expect(outcome.status != 70 && outcome.status < 128, "\(command) crashed")
    for text in [outcome.output, outcome.errors] {
      #expect(Canary.leak(in: text) == nil, "\(command)")
    }
  }

  /// Plans and tables that the commands left behind.
  private func expectQuiet(_ workspace: Workspace, tablesOfTexts: Bool) throws {
    for name in ["saved.plan", "undo.plan"] {
      let plan = try? workspace.text(of: name)
      #expect(Canary.leak(in: plan ?? "") == nil, "\(name)")
    }
    guard let tables = try? workspace.shell("sqlite3 keyform.sqlite .tables") else { return }
    for table in tables.split(whereSeparator: \.isWhitespace) where table != "deployment_key" {
      if !tablesOfTexts, ["deployment", "label"].contains(table) { continue }
      let rows = try workspace.shell(
        table == "product_key"
          ? "sqlite3 keyform.sqlite 'SELECT name, title, owner, agreement, note, tail FROM product_key'"
          : "sqlite3 keyform.sqlite 'SELECT * FROM \(table)'")
      #expect(Canary.leak(in: rows) == nil, "table \(table)")
    }
  }

  /// Others can write to the journal: what they put there is masked as well.
  @Test("when somebody wrote them into the journal", arguments: ["text", "json"])
  func stayInsideAnEditedJournal(_ format: String) throws {
    let workspace = try Workspace.example("minimal")
    try workspace.shell("keyform apply --yes --today 2026-11-21")
    let document = #"{"kind":"gvlk","state":"active","note":"KEY","value":"KEY"}"#
      .replacing("KEY", with: Canary.written)
    try workspace.shell(
      """
      sqlite3 keyform.sqlite "UPDATE change_item SET after = '\(document)' WHERE entity = 'key'"
      sqlite3 keyform.sqlite "UPDATE change_set SET operator = '\(Canary.written)'"
      """)
    for command in [
      "history", "history show 1", "history key/win11-enterprise", "history verify",
      "history --at 2099-01-01", "undo 1 --out undo.plan",
    ] {
      let outcome = try workspace.run("keyform \(command) --format \(format)")
      try expectQuiet(outcome, command)
      #expect(outcome.output + outcome.errors != "", "\(command)")
    }
    try expectQuiet(try workspace.run("cat undo.plan"), "undo.plan")
  }

  @Test("only the value column and the view hold them")
  func standWhereTheyBelong() throws {
    let workspace = try Workspace.example("contoso")
    try workspace.shell("keyform apply --yes --today 2026-11-21")
    let values = try workspace.shell("sqlite3 keyform.sqlite 'SELECT value FROM product_key'")
    #expect(Canary.leak(in: values) != nil)
    let view = try workspace.shell("sqlite3 keyform.sqlite 'SELECT value FROM deployment_key'")
    #expect(Canary.leak(in: view) != nil)
  }
}

/// The program's own list of its commands.
struct ProgramHelp: Decodable {
  struct Command: Decodable {
    struct Argument: Decodable {
      let valueName: String?
      let allValues: [String]?
    }

    let commandName: String
    let shouldDisplay: Bool
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// Those below that run and are not hidden, as they are typed.
    var commands: [(name: String, formats: [String], reports: [String])] {
      (subcommands ?? []).filter(\.shouldDisplay).flatMap { command in
        let below = command.commands.map {
          ("\(command.commandName) \($0.name)", $0.formats, $0.reports)
        }
        func values(_ name: String) -> [String] {
          command.arguments?.first { $0.valueName == name }?.allValues ?? []
        }
        return below.isEmpty
          ? [(command.commandName, values("format"), values("format[=file]"))] : below
      }
    }
  }

  let command: Command

  static func commands() throws -> [String] { try listed().map(\.name) }

  /// What `--format` of each command takes.
  static func formats() throws -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: try listed().map { ($0.name, $0.formats) })
  }

  /// What `--report` of each command takes.
  static func reports() throws -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: try listed().map { ($0.name, $0.reports) })
  }

  private static func listed() throws -> [(
    name: String, formats: [String], reports: [String]
  )] {
    let help = try Workspace().shell("keyform --experimental-dump-help")
    return try JSONDecoder().decode(ProgramHelp.self, from: Data(help.utf8)).command.commands
  }
}

/// The secrets of the examples begin alike, so that one look finds any run of four groups.
enum Canary {
  static let written = "FKFKF-KYKYK-DMDMD-PXPXP-QDMV4"

  /// The text around the first leak, for the report.
  static func leak(in text: String) -> String? {
    let folded = text.uppercased().unicodeScalars
      .filter { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "\n" }
      .reduce(into: "") { $0.unicodeScalars.append($1) }
    for run in ["FKFKFKYKYKDMDMDPXPXP", "KYKYKDMDMDPXPXP"] {
      guard let range = folded.range(of: run) else { continue }
      let start = folded.index(range.lowerBound, offsetBy: -40, limitedBy: folded.startIndex)
      return String(folded[(start ?? folded.startIndex)...].prefix(100))
    }
    return nil
  }
}
