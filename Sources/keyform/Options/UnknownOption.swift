internal import ArgumentParser
internal import KeyformCore

/// What is said of an option that a command does not have. The parser suggests one that is far from
/// it; whoever wrote it may have meant another command, too.
enum UnknownOption {
  private static let opening = "Error: Unknown option '"
  private static let question = ". Did you mean '"

  /// The parser's message with the option that is near, if there is one, and the commands that have
  /// the option.
  static func corrected(_ message: String, _ arguments: [String]) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first, first.hasPrefix(opening) else { return message }
    let rest = first.dropFirst(opening.count)
    guard let end = rest.firstIndex(of: "'") else { return message }
    let option = String(rest[..<end])
    // Of one letter nothing is near.
    guard option.hasPrefix("--") else { return message }
    let commands = Keyform.configuration.groupedSubcommands.flatMap(\.subcommands)
    let words = arguments.dropFirst()
    var called = commands.first { words.first == $0._commandName }
    if let parts = called?.configuration.subcommands, !parts.isEmpty {
      called = parts.first { words.dropFirst().first == $0._commandName } ?? called
    }
    let own = called.map { options(of: $0) } ?? []
    let owners = commands.filter { options(of: $0).contains(option) }.map { $0._commandName }
    var line = opening + option + "'"
    // What most commands have is told by their help.
    if (1...3).contains(owners.count) {
      line += ": it belongs to " + owners.map { "`keyform \($0)`" }.joined(separator: ", ")
      line += "."
    } else if let near = SpellingSuggestion.suggestion(for: option, in: own) {
      line += question + near + "'?"
    }
    lines[0] = line
    return lines.joined(separator: "\n")
  }

  /// Of a command, with their dashes, as its help lists them.
  private static func options(of command: any ParsableCommand.Type) -> [String] {
    Keyform.helpMessage(for: command).split(separator: "\n").flatMap { line -> [String] in
      let text = line.drop { $0 == " " }
      guard line.hasPrefix("  -"), text.hasPrefix("-") else { return [] }
      return text.split(separator: " ").prefix { $0.hasPrefix("-") || $0.hasPrefix("<") }
        .map { String($0.filter { $0 != "," }) }.filter { $0.hasPrefix("--") }
    }
  }
}
