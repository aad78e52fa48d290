internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore
internal import KeyformEngine
internal import KeyformPostgres
internal import KeyformSQLite

/// The command line. One file a command; each says in its `execute` what it does, in order.
@main
struct Keyform: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyform",
    abstract: "Product keys of Windows and Office deployments, in git: validate, plan, apply.",
    discussion: """
      Keys and their bindings are YAML in a repository. `keyform plan` shows what would change in \
      the database that rollouts read from; `keyform apply` makes exactly that happen, whole or \
      not at all. `keyform explain ID` tells of a rule, an exit code or an entry.
      """,
    version: ToolVersion.text,
    subcommands: [InternalGenerate.self],
    groupedSubcommands: [
      CommandGroup(name: "Everyday", subcommands: [Validate.self, PlanCommand.self, Apply.self]),
      CommandGroup(
        name: "Repository", subcommands: [Initialize.self, Import.self, Record.self]),
      CommandGroup(name: "Review", subcommands: [Diff.self, Show.self]),
      CommandGroup(
        name: "Target",
        subcommands: [
          Drift.self, HistoryCommand.self, UndoCommand.self, InventoryCommand.self, Lock.self,
        ]),
      CommandGroup(
        name: "Question",
        subcommands: [
          Explain.self, Which.self, CatalogCommand.self, QueryCommand.self, PolicyCommand.self,
        ]),
    ])

  /// The databases that a target may be: the only list of them.
  static let schemes: [any TargetScheme] = [
    SQLiteScheme(),
    PostgresScheme(),
  ]

  /// Until the process exits.
  static let lifetime = RunLifetime()

  /// Parses, runs, and turns every way to end into a documented exit code.
  static func main() {
    Output.holdStandardDescriptors()
    Crash.install()
    Interruption.install()
    if CommandLine.argc > 1, !CommandLine.arguments[1].hasPrefix("-") {
      ReferenceCatalog.prepareBuiltIn()
    }
    do {
      var command = try Keyform.parseAsRoot(
        QueryCommand.ordered(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    switch error {
    case let failure as Failure:
      Output.complain(failure)
      Output.leave(with: failure.status == .interrupted ? Interruption.status : failure.status)
    case let status as ExitStatus: Output.leave(with: status)
    default: answer(error)
    }
  }

  /// Help and version, which are results, and wrong usage.
  private static func answer(_ error: any Error) -> Never {
    let isUsage = !Keyform.exitCode(for: error).isSuccess
    let text =
      isUsage
      ? UnknownOption.corrected(Keyform.fullMessage(for: error), CommandLine.arguments)
      : Keyform.fullMessage(for: error)
    let words = CommandLine.arguments.dropFirst()
    let unknown = UnknownCommand(words.first == "help" ? words.dropFirst() : words)
    if words.first == "help", let unknown {
      end(
        with: Failure(
          .usage, "there is no command `\(unknown.words)`\(unknown.question)",
          "`keyform help` lists them."))
    }
    guard Keyform.exitCode(for: error).isSuccess else {
      Output.note(lines: text)
      if let order = OptionOrder(CommandLine.arguments) { Output.note(order.advice) }
      if let near = unknown?.near { Output.note("Did you mean `keyform \(near)`?") }
      Output.leave(with: .usage)
    }
    do {
      try Output.lines(text)
    } catch {
      end(with: error)
    }
    Output.leave(with: .done)
  }
}

enum ToolVersion {
  /// Semantic versioning; CHANGELOG.md tells what each brought.
  static let text = "0.1.0"
}

/// A word of a command line that stands where a command does and is none.
private struct UnknownCommand {
  /// From the first word to that one.
  let words: String
  /// What was meant, with the words before it.
  let near: String?

  var question: String { near.map { "; did you mean `keyform \($0)`?" } ?? "" }

  /// Nil where each is a command, or belongs to one.
  init?(_ arguments: ArraySlice<String>) {
    var command: any ParsableCommand.Type = Keyform.self
    var known: [String] = []
    for word in arguments {
      let commands = command.configuration.subcommands
      if commands.isEmpty || word.hasPrefix("-") { return nil }
      if let next = commands.first(where: { $0._commandName == word }) {
        command = next
        known.append(word)
        continue
      }
      words = (known + [word]).joined(separator: " ")
      let names = commands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
      near = SpellingSuggestion.suggestion(for: word, in: names)
        .map { (known + [$0]).joined(separator: " ") }
      return
    }
    return nil
  }
}

/// A command line with options before the command.
private struct OptionOrder {
  let advice: String

  /// Nil where the command stands first, or there is none.
  init?(_ arguments: [String]) {
    let words = arguments.dropFirst()
    let commands = Set(Keyform.configuration.subcommands.map { $0._commandName })
    guard words.first?.hasPrefix("-") == true,
      let place = words.firstIndex(where: commands.contains)
    else { return nil }
    let ordered = ["keyform", words[place]] + words[..<place] + words[(place + 1)...]
    advice =
      "Options stand after the command: \(ordered.map(ShellWord.quoted).joined(separator: " "))"
  }
}
