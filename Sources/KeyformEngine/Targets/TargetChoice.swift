package import KeyformCatalog
package import KeyformCore

/// Which database a command works on, and which part of the files it takes.
package struct TargetChoice: Sendable {
  package private(set) var description: TargetDescription
  package let include: [String]
  private let database: any TargetDatabase

  /// `wanted` (a name or a URL), else `defaultTarget`, else the only target, else the embedded
  /// default `sqlite:keyform.sqlite` in the repository.
  package init(_ wanted: String?, of project: Project, _ context: RunContext) throws {
    if let wanted, wanted.contains(":") {
      try self.init(name: nil, url: wanted, include: [], context)
      return
    }
    let only = project.targets.count == 1 ? project.targets.first?.name : nil
    guard let name = wanted ?? project.defaultTarget ?? only else {
      guard project.targets.isEmpty else {
        let names = project.targets.map(\.name).joined(separator: ", ")
        throw Failure(
          .usage, "keyform.yaml has several targets and no defaultTarget: \(names)",
          "Name one with --target.")
      }
      try self.init(name: nil, url: Self.standard, include: [], context)
      return
    }
    guard let target = project.targets.first(where: { $0.name == name }) else {
      guard !name.contains(",") else {
        throw Failure(
          .usage, "this command works on one target at a time, and --target names several",
          "Name one with --target.")
      }
      let near = NearMiss.suggestion(for: name, in: project.targets.map(\.name))
      throw Failure(
        .usage, "there is no target `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""),
        "Name one of `targets` in keyform.yaml, or a URL such as sqlite:lab.sqlite.")
    }
    try self.init(name: target.name, url: target.url, include: target.include, context)
  }

  /// The same under the name that a saved plan gives it.
  func described(as target: TargetDescription) -> TargetChoice {
    var choice = self
    if choice.description.url == target.url { choice.description = target }
    return choice
  }

  static let standard = "sqlite:keyform.sqlite"

  private init(name: String?, url: String, include: [String], _ context: RunContext) throws {
    self.include = include
    guard !Masking(isPublicKey: { _ in false }).holdsSecret(url) else {
      throw Failure(
        .usage, "the target's URL holds what looks like a product key",
        "URLs are shown and saved with plans: choose another name for the file.")
    }
    guard let scheme = context.schemes.first(where: { $0.takes(url) }) else {
      let forms = context.schemes.map(\.form).joined(separator: " or ")
      throw Failure(
        .usage, "the target's URL is of no kind that Keyform knows", "Write \(forms).")
    }
    database = try scheme.database(url, named: name, root: context.directory)
    description = TargetDescription(name: name, url: database.shownURL)
  }

  package var identity: String { database.identity }

  package var isMissing: Bool { database.isMissing }

  package func open(_ context: RunContext) throws -> any DeploymentTarget {
    try database.open(
      as: description, lockTimeout: context.lockTimeout, isCancelled: { context.isCancelled })
  }
}
