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

  @OptionGroup var options: CommonOptions<LockDocument>
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
    let (state, condition) = try choice.asking {
      let state = try target.lockState(project: project.name)
      // Whoever holds it may be in the middle of making the tables.
      return (state, state == .free ? try target.inspect() : nil)
    }
    if let condition { try choice.check(condition) }
    try options.presentation().show(
      LockDocument(project: project.name, target: choice.description, state: state))
  }
}

/// Whether somebody holds the lock of a project, and who.
struct LockDocument: Document {
  let project: String
  let target: TargetDescription
  let state: LockState

  func writeText(_ shown: Presentation) throws {
    switch state {
    case .free:
      try Output.line("\(target.shown) is free: nobody is applying to project \(project).")
    case .held(nil): try Output.line("\(target.shown) is locked for project \(project).")
    case .held(let holder?):
      try Output.line("\(target.shown) is locked for project \(project) by \(holder.shown).")
    }
  }

  func writeJSON(_ shown: Presentation) throws {
    try shown.write((project, target, state), as: LockReport.document)
  }
}
