package import KeyformCore
package import KeyformRepository

/// Which database a command works on, and which part of the files it takes.
package struct TargetChoice: Sendable {
  package private(set) var description: TargetDescription
  package let include: [String]
  package let source: TargetURLSource
  /// As it was written, perhaps with a password.
  let url: String
  /// What is to be known of where the URL comes from.
  private let note: String?
  let database: any TargetDatabase

  /// `wanted` (a name or a URL), else `defaultTarget`, else the only target, else the embedded
  /// default `sqlite:keyform.sqlite` in the repository. A URL of the operator's wins over that of
  /// keyform.yaml; files that are not trusted name no database.
  package init(_ wanted: TargetRequest, of project: Project, _ context: RunContext) throws {
    try self.init(word: wanted.single(), of: project, context)
  }

  init(word: TargetRequest.Word?, of project: Project, _ context: RunContext) throws {
    try self.init(try FoundURL(word, of: project, context), context)
  }

  /// The same under the name that a saved plan gives it.
  func described(as target: TargetDescription) -> TargetChoice {
    var choice = self
    if choice.description.url == target.url { choice.description.name = target.name }
    return choice
  }

  /// The part of the files that a target takes, for commands that open none.
  package static func include(
    _ wanted: TargetRequest, of project: Project, _ context: RunContext
  ) throws -> [String] {
    if context.access.isUntrusted {
      return try FoundURL(wanted.single(), of: project, context).include
    }
    return try TargetChoice(wanted, of: project, context).include
  }

  private init(_ found: FoundURL, _ context: RunContext) throws {
    try found.checkTrust(context)
    include = found.include
    source = found.source
    url = found.url
    guard !Masking(isPublicKey: { _ in false }).holdsSecret(url) else {
      throw Failure(
        .usage, "\(found.called) holds what looks like a product key",
        "URLs are shown and saved with plans: choose another name for the file.")
    }
    guard let scheme = context.schemes.first(where: { $0.takes(found.url) }) else {
      throw Failure(
        .usage, "\(found.called) is of no kind that Keyform knows",
        "Write \(context.schemes.forms).")
    }
    do throws(TargetURLError) {
      database = try scheme.database(url, root: context.directory)
    } catch {
      let status: ExitStatus =
        switch error.kind {
        case .malformed: .usage
        case .unsupported: .couldNotRun
        }
      throw Failure(status, "\(found.called) \(error.problem)", error.advice)
    }
    description = TargetDescription(
      name: found.name, url: database.shownURL, isFile: database.path != nil)
    note = Self.note(found)
    if context.access.isUntrusted, let path = database.path, context.access.passesLink(path) {
      throw Failure(
        .couldNotRun, "\(description.shown): a link of the repository stands on the way",
        "With --untrusted none is followed: name a database outside the repository.")
    }
  }

  /// Said where keyform.yaml has another URL for the name.
  private static func note(_ found: FoundURL) -> String? {
    guard let name = found.name, let own = found.ofFiles, own != found.url else { return nil }
    return switch found.source {
    case .option: "Target `\(name)` is at the URL of --target, not at that of keyform.yaml."
    case .variable(let variable):
      "Target `\(name)` is at the URL of \(variable), not at that of keyform.yaml."
    case .files, .standard: nil
    }
  }

  package var identity: String { database.identity }

  package var isMissing: Bool { database.isMissing }

  package func open(_ context: RunContext) throws -> any DeploymentTarget {
    if let note { context.tell(note) }
    let target: any DeploymentTarget
    do throws(TargetError) {
      target = try database.target(
        as: description, lockTimeout: context.lockTimeout, isCancelled: { context.isCancelled })
    } catch {
      throw Failure(error, of: description)
    }
    if let path = database.path { try context.history.checkUntracked(path) }
    return target
  }

  /// What the target answers; where it fails, the message names it.
  package func asking<Answer>(_ question: () throws -> Answer) throws -> Answer {
    do {
      return try question()
    } catch let error as TargetError {
      throw Failure(error, of: description)
    }
  }
}
