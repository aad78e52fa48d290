internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformRepository

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("The folder of the repository.", valueName: "dir"))
  var directory = "."

  @Option(
    help: ArgumentHelp(
      "A target's name in keyform.yaml, a URL, or a name with another URL; may be repeated.",
      valueName: "name|url|name=url"))
  var target: [String] = []

  @Option(
    name: .customLong("allow-outside"),
    help: ArgumentHelp(
      "A folder that links out of the repository may lead to; may be repeated.", valueName: "dir"))
  var allowOutside: [String] = []

  @Option(help: "How results are written.")
  var format = OutputFormat.text

  @Flag(name: .customLong("no-color"), help: "No colour, even on a terminal.")
  var noColor = false

  @Option(
    help: ArgumentHelp("The clock of calendar rules; today unless given.", valueName: "yyyy-mm-dd"))
  var today: CalendarDate?

  @Flag(help: "No progress, no hints, no advice (infos): results, warnings and errors alone.")
  var quiet = false

  /// A link of a work tree must not say which folder the operator allows.
  func validate() throws {
    for folder in allowOutside {
      guard DiskFile.isFolder(folder) else {
        throw ValidationError("--allow-outside \(folder): there is no such folder.")
      }
    }
    for folder in allowOutside + Environment.foldersOutside
    where FileAccess.isChosenByTree(folder) {
      throw ValidationError(
        """
        \(allowOutside.contains(folder) ? "--allow-outside" : "KEYFORM_ALLOW_OUTSIDE") \(folder): \
        a link of a git work tree stands on the way. Name the folder itself.
        """)
    }
  }

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

  /// What `--target` says.
  var targets: TargetRequest { TargetRequest(target) }

  /// What the engine is given of this process.
  var context: RunContext {
    let checkouts = GitCheckouts()
    var context = RunContext(
      directory: directory, today: clock, toolVersion: ToolVersion.text, progress: progress,
      environment: Environment.value, now: Clock.now, operatorName: Clock.operatorName,
      schemes: Keyform.schemes, history: GitHistory(checkouts: checkouts),
      lifetime: Keyform.lifetime)
    context.access = FileAccess(
      root: directory, allowing: allowOutside + Environment.foldersOutside)
    if !quiet { context.tell = Output.noteOnce }
    return context
  }

  func context(_ lock: LockOption) -> RunContext { context.waiting(lock.lockTimeout) }

  /// The same where the files may be a stranger's. Throws where the command line says that some of
  /// them may be trusted.
  func context(_ trust: TrustOption) throws -> RunContext {
    var context = context
    guard trust.untrusted else { return context }
    guard allowOutside.isEmpty else {
      throw ValidationError("--untrusted and --allow-outside exclude each other: leave one out.")
    }
    guard !FileAccess.isChosenByTree(directory) else {
      throw Failure(
        .couldNotRun, "\(directory): a link of a git work tree stands on the way",
        "With --untrusted none is followed: name the repository's own folder with -C.")
    }
    context.access = FileAccess(root: directory, isUntrusted: true)
    return context
  }

  func context(_ trust: TrustOption, _ lock: LockOption) throws -> RunContext {
    try context(trust).waiting(lock.lockTimeout)
  }
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

  /// Folders that links out of the repository may lead to.
  static var foldersOutside: [String] {
    value("KEYFORM_ALLOW_OUTSIDE")?.split(separator: ":").map(String.init) ?? []
  }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
