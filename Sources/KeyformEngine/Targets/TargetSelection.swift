package import KeyformRepository

/// The targets that a run works on: one, several by name (`lab,prod`), or all.
package struct TargetSelection {
  package let choices: [TargetChoice]
  /// Whether several are asked for, be there one alone in the end.
  package let isForSeveral: Bool

  /// `wanted` is what `--target` says, `all` whether `--all-targets` is given.
  package init(
    _ wanted: TargetRequest, all: Bool, of project: Project, _ context: RunContext
  ) throws {
    guard all else {
      guard wanted.words.count > 1 else {
        choices = [try TargetChoice(wanted, of: project, context)]
        isForSeveral = false
        return
      }
      let names = wanted.words.compactMap(\.name)
      guard names.count == wanted.words.count else {
        throw Failure(
          .usage, "of several targets each has a name",
          "Write --target NAME=URL, with a name of `targets` in keyform.yaml.")
      }
      if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
        throw Failure(.usage, "--target names `\(twice)` twice", "Name each target once.")
      }
      choices = try wanted.words.map { try TargetChoice(word: $0, of: project, context) }
      isForSeveral = true
      return
    }
    guard wanted.isEmpty else {
      throw Failure(
        .usage, "--target and --all-targets exclude each other", "Leave one of them out.")
    }
    guard !project.targets.isEmpty || project.name.isEmpty else {
      throw Failure(
        .usage, "keyform.yaml names no targets", "Add `targets`, or leave --all-targets out.")
    }
    choices = try project.targets.map {
      try TargetChoice(word: .name($0.name), of: project, context)
    }
    isForSeveral = true
  }
}
