internal import ArgumentParser
internal import KeyformCore
internal import KeyformReport

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what would change in the target, checked against the rules.",
    discussion: """
      Never writes to the target, and works when it does not exist yet. A plan saved with --out \
      is bound to the rows it was made from: `keyform apply FILE` refuses it (exit 3) once one of \
      them has changed.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var failOn: FailOnOption
  @OptionGroup var lock: LockOption

  @Option(help: ArgumentHelp("Save the plan.", valueName: "file")) var out: String?
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 where changes are pending.")
  var detailedExitCode = false

  func run() throws {
    if let out { try PlanFile.checkMayReplace(out) }
    let planning = try Planning(options, lockTimeout: lock.lockTimeout, failOn)
    let plan = planning.plan
    let presentation = Presentation(options, repository: planning.repository)
    if let out {
      let writer = try DiskWriter(out, mode: 0o600)
      _ = try PlanJSON(masking: presentation.masking).write(plan, to: writer.write)
      try writer.commit()
    }
    if !(options.quiet && out != nil) { try presentation.show(plan, next: next) }
    var statuses = [failOn.status(of: plan.diagnostics)]
    if plan.blockers.contains(where: { $0.cause == .limit }) { statuses.append(.refused) }
    if detailedExitCode, !plan.isEmpty { statuses.append(.changesPending) }
    let status = ExitStatus.worst(statuses)
    if status != .done { throw status }
  }

  /// The command that applies the plan that is shown; a hint, so not with --quiet.
  private var next: String? {
    if options.quiet { return nil }
    var words = ["keyform", "apply"]
    if let out { words.append(out) }
    if options.directory != "." { words += ["-C", options.directory] }
    if out == nil, let target = options.target { words += ["--target", target] }
    return "Apply it with: \(words.map(ShellWord.quoted).joined(separator: " "))"
  }
}

/// How long to wait for a target that another process holds.
struct LockOption: ParsableArguments {
  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp("Seconds to wait for a locked target.", valueName: "seconds"))
  var lockTimeout = 30

  func validate() throws {
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout takes whole seconds from 0 to 86400.")
    }
  }
}
