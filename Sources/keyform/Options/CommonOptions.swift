internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("The folder of the repository.", valueName: "dir"))
  var directory = "."

  @Option(help: ArgumentHelp("A target's name in keyform.yaml, or a URL.", valueName: "name|url"))
  var target: String?

  @Option(help: "How results are written.")
  var format = OutputFormat.text

  @Flag(name: .customLong("no-color"), help: "No colour, even on a terminal.")
  var noColor = false

  @Option(
    help: ArgumentHelp("The clock of calendar rules; today unless given.", valueName: "yyyy-mm-dd"))
  var today: CalendarDate?

  @Flag(help: "No progress, no hints, no advice (infos): results, warnings and errors alone.")
  var quiet = false

  /// The clock of calendar rules.
  var clock: CalendarDate {
    if let today { return today }
    return CalendarDate(days: Int32(time(nil) / 86_400))
  }

  /// Colour only on a terminal, and never where NO_COLOR is set.
  var isColored: Bool {
    !noColor && format == .text && Output.isTerminal && Environment.value("NO_COLOR") == nil
      && Environment.value("TERM") != "dumb"
  }

  var progress: ProgressReport { Progress.report(isQuiet: quiet) }

  /// What the engine is given of this process.
  var context: RunContext {
    let checkouts = GitCheckouts()
    return RunContext(
      directory: directory, today: clock, toolVersion: ToolVersion.text, progress: progress,
      environment: Environment.value, now: Clock.now, operatorName: Clock.operatorName,
      schemes: Keyform.schemes(checkouts), history: GitHistory(checkouts: checkouts),
      lifetime: Keyform.lifetime)
  }

  func context(_ lock: LockOption) -> RunContext { context.waiting(lock.lockTimeout) }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The environment, read by name.
enum Environment {
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
