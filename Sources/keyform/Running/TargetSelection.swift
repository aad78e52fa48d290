internal import ArgumentParser
internal import KeyformCatalog
internal import KeyformCore

/// Several targets in one run.
struct TargetsOption: ParsableArguments {
  @Flag(name: .customLong("all-targets"), help: "Every target of keyform.yaml.")
  var all = false

  /// For commands that do not take it.
  static var none: TargetsOption {
    var option = TargetsOption()
    option.all = false
    return option
  }
}

/// The targets that a command works on: one, several by name (`--target lab,prod`), or all.
struct TargetSelection {
  let choices: [TargetChoice]
  /// Whether the command line asks for several, be there one alone in the end.
  let isForSeveral: Bool

  init(
    _ options: CommonOptions, _ targets: TargetsOption, of project: Project, root: String
  ) throws {
    guard targets.all else {
      // A URL may hold commas: several hosts of one PostgreSQL cluster.
      let names = options.target.map { wanted in
        wanted.contains(":") ? [wanted] : wanted.split(separator: ",").map(String.init)
      }
      guard let names, names.count > 1 else {
        choices = [try TargetChoice(options.target, of: project, root: root)]
        isForSeveral = false
        return
      }
      if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
        throw Failure(.usage, "--target names `\(twice)` twice", "Name each target once.")
      }
      choices = try names.map { try TargetChoice($0, of: project, root: root) }
      isForSeveral = true
      return
    }
    guard options.target == nil else {
      throw Failure(
        .usage, "--target and --all-targets exclude each other", "Leave one of them out.")
    }
    guard !project.targets.isEmpty || project.name.isEmpty else {
      throw Failure(
        .usage, "keyform.yaml names no targets", "Add `targets`, or leave --all-targets out.")
    }
    choices = try project.targets.map { try TargetChoice($0.name, of: project, root: root) }
    isForSeveral = true
  }
}
