internal import KeyformCatalog
internal import KeyformCore

/// Which target a saved plan may be taken to. Whoever can write the file writes the URL in it, so it
/// is never connected to: it has to be one that keyform.yaml or the operator names.
enum TargetOfPlan {
  /// What `--target` would say for it: the plan's name, where keyform.yaml has it; else `given`,
  /// which is what it says, where that is the plan's URL with its user; else the same URL as
  /// keyform.yaml or Keyform's own default has it.
  static func wanted(
    _ target: TargetDescription, of project: Project, given: String?, _ context: RunContext
  ) throws -> String {
    let own = target.name.flatMap { isNamed($0, project, context) ? $0 : nil }
    if let given, given != target.name {
      guard given.contains(":"), try isURL(of: target, given, project, context) else {
        throw Failure(
          .usage, "the plan is for \(target.shown), not for \(try shown(given, project, context))",
          "Leave --target out, or give the plan's URL with the user.")
      }
      return own ?? given
    }
    if let own { return own }
    let named = (project.targets.map(\.url) + [TargetChoice.standard]).first {
      (try? isURL(of: target, $0, project, context)) ?? false
    }
    if let named { return named }
    throw Failure(
      .usage, "the plan is for \(target.shown), which keyform.yaml does not name",
      """
      A plan's own URL is never connected to. If you know it, give it with the user where one is \
      needed, --target \(ShellWord.quoted(withUser(target.url))), or name it below `targets`.
      """)
  }

  /// In keyform.yaml, or by the operator.
  private static func isNamed(_ name: String, _ project: Project, _ context: RunContext) -> Bool {
    project.targets.contains { $0.name == name }
      || (try? TargetChoice(name, of: project, context)) != nil
  }

  private static func isURL(
    of target: TargetDescription, _ url: String, _ project: Project, _ context: RunContext
  ) throws -> Bool {
    try TargetChoice(url, of: project, context).description.url == target.url
  }

  private static func shown(
    _ given: String, _ project: Project, _ context: RunContext
  ) throws -> String {
    guard given.contains(":") else { return given }
    return try TargetChoice(given, of: project, context).description.url
  }

  private static func withUser(_ url: String) -> String {
    let parts = url.split(separator: "://", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0])://USER@\(parts[1])" : url
  }
}
