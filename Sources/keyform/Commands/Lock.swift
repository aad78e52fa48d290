internal import ArgumentParser
internal import KeyformCore
internal import KeyformEngine
internal import KeyformReport
internal import KeyformRepository

struct Lock: KeyformCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show whether somebody is applying to the target now, and who.",
    discussion: """
      An apply holds the lock of its project on its target, and waits for another one's as long as \
      --lock-timeout says. The lock is bound to the holder's connection: one that died holds \
      nothing, so there is nothing to force. On PostgreSQL, asking takes the rights of keyform_writer: \
      whether a row is locked is seen by trying.
      """)

  @OptionGroup var options: CommonOptions
  @OptionGroup var trust: TrustOption

  func execute() throws {
    let context = try options.context(trust).waiting(0)
    let project = context.loader.peekProject()
    guard !project.name.isEmpty else {
      throw Failure(
        .couldNotRun, "\(options.directory) holds no keyform.yaml that names a project",
        "Run it in a repository, or name that with -C.")
    }
    let choice = try TargetChoice(options.targets, of: project, context)
    let target = try choice.open(context)
    let state: LockState
    let condition: TargetCondition?
    do throws(TargetError) {
      state = try target.lockState(project: project.name)
      // Whoever holds it may be in the middle of making the tables.
      condition = state == .free ? try target.inspect() : nil
    } catch {
      throw Failure(error, of: choice.description)
    }
    if let condition { try choice.check(condition) }
    switch options.format {
    case .json:
      try LockReport.document.write(
        LockReport(project: project.name, target: choice.description, state: state),
        Output.masking, to: Output.write)
    case .text:
      let name = choice.description.shown
      switch state {
      case .free: try Output.line("\(name) is free: nobody is applying to project \(project.name).")
      case .held(nil): try Output.line("\(name) is locked for project \(project.name).")
      case .held(let holder?):
        try Output.line("\(name) is locked for project \(project.name) by \(holder.shown).")
      }
    }
  }
}
