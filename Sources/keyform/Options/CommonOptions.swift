internal import ArgumentParser
internal import Glibc
internal import KeyformCore
internal import KeyformEngine
internal import KeyformRepository

/// Options that every command takes; `--format` takes the formats of the command's result.
struct CommonOptions<Result: Document>: ParsableArguments {
  @Option(
    name: .customShort("C"), help: ArgumentHelp("The folder of the repository.", valueName: "dir"),
    completion: .directory)
  var directory = "."

  @Option(
    help: ArgumentHelp(Result.words.target, valueName: "name|url|name=url"),
    completion: Completions.targets)
  var target: [String] = []

  @Option(
    name: .customLong("allow-outside"),
    help: ArgumentHelp(
      "A folder that links out of the repository may lead to; may be repeated.", valueName: "dir"),
    completion: .directory)
  var allowOutside: [String] = []

  @Option(name: .customLong("format"), help: ArgumentHelp(Result.words.format))
  private var chosen = FormatName<Result>(format: .text)

  @Flag(name: .customLong("no-color"), help: "No colour, even on a terminal.")
  var noColor = false

  @Option(help: ArgumentHelp(Result.words.today, valueName: "yyyy-mm-dd"))
  var today: CalendarDate?

  @Flag(help: ArgumentHelp(Result.words.quiet))
  var quiet = false

  var format: OutputFormat { chosen.format }

  /// A link of a work tree must not say which folder the operator allows.
  func validate() throws {
    if let text = Environment.value("KEYFORM_TODAY"), Environment.today == nil {
      throw ValidationError("KEYFORM_TODAY is '\(text)', which is no day. Write YYYY-MM-DD.")
    }
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
    if let today = today ?? Environment.today { return today }
    return CalendarDate(days: Int32(time(nil) / 86_400))
  }

  /// Colour only on a terminal, and never where NO_COLOR is set.
  var isColored: Bool {
    !noColor && format == .text && Output.isTerminal && Environment.value("NO_COLOR") == nil
      && Environment.value("TERM") != "dumb"
  }

  /// How results are shown; `repository` is what they tell of.
  func presentation(of repository: LoadedRepository? = nil) -> Presentation {
    Presentation(
      format: format, isColored: isColored, isQuiet: quiet, today: clock, repository: repository)
  }

  /// What `--target` says.
  var targets: TargetRequest { TargetRequest(target) }

  /// What the engine is given of this process.
  var context: RunContext {
    let checkouts = GitCheckouts()
    var context = RunContext(
      directory: directory, today: clock, toolVersion: ToolVersion.text,
      progress: Progress.report(isQuiet: quiet),
      environment: Environment.text, now: Clock.now, operatorName: Clock.operatorName,
      schemes: Keyform.schemes, history: GitHistory(checkouts: checkouts),
      lifetime: Keyform.lifetime)
    context.access = FileAccess(
      root: directory, allowing: allowOutside + Environment.foldersOutside)
    if !quiet { context.tell = { Output.noteOnce("keyform: \($0)") } }
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

/// One of the formats that a document has.
private struct FormatName<Shown: Document>: ExpressibleByArgument {
  let format: OutputFormat

  init(format: OutputFormat) { self.format = format }

  init?(argument: String) {
    let formats = Shown.renderers.map(\.format)
    guard let format = formats.first(where: { $0.rawValue == argument }) else { return nil }
    self.format = format
  }

  var defaultValueDescription: String { format.rawValue }

  static var allValueStrings: [String] { Shown.renderers.map(\.format.rawValue) }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Whether the files may be a stranger's. Commands that write do not know the flag.
struct TrustOption: ParsableArguments {
  @Flag(
    help: """
      The files may be a stranger's: open no secret, read nothing outside the repository, and take \
      targets from --target NAME=URL or KEYFORM_TARGET_<NAME> alone.
      """)
  var untrusted = false
}
