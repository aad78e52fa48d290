internal import KeyformCore
internal import KeyformRepository

/// Which target a saved plan may be taken to. Whoever can write the file writes the URL in it, so it
/// is never connected to: it has to be one that keyform.yaml or the operator names.
enum TargetOfPlan {
  /// What `--target` would say for it: the plan's name, where keyform.yaml has it; else `given`,
  /// which is what it says, where that is the plan's URL with its user; else the same URL as
  /// keyform.yaml or Keyform's own default has it.
  static func wanted(
    _ target: TargetDescription, of project: Project, given: TargetRequest, _ context: RunContext
  ) throws -> TargetRequest.Word {
    let own = target.name.flatMap { name in
      project.targets.contains { $0.name == name } ? name : nil
    }
    if let word = try given.single() {
      switch word {
      case .name(let name) where name == target.name: return word
      case .named(let name, url: _) where name == target.name: return word
      case .url(let url) where try isURL(of: target, url, project, context):
        return own.map { .named($0, url: url) } ?? word
      case .name, .named, .url:
        throw Failure(
          .usage, "the plan is for \(target.shown), not for \(try shown(word, project, context))",
          try advice(target, own, word, project, context))
      }
    }
    if let word = stated(target, own, project, context) { return word }
    throw Failure(
      .usage, "the plan is for \(target.shown), which keyform.yaml does not name",
      """
      A plan's own URL is never connected to. If you know it, give it with the user where one is \
      needed, --target \(ShellWord.quoted(withUser(target.url))), or name it below `targets`.
      """)
  }

  /// Where keyform.yaml, or Keyform's own default, has it.
  private static func stated(
    _ target: TargetDescription, _ own: String?, _ project: Project, _ context: RunContext
  ) -> TargetRequest.Word? {
    if let own { return .name(own) }
    if context.access.isUntrusted { return nil }
    return (project.targets.map(\.url) + [FoundURL.standard.url]).first {
      (try? isURL(of: target, $0, project, context)) ?? false
    }.map { .url($0) }
  }

  /// What would have been taken in place of `word`.
  private static func advice(
    _ target: TargetDescription, _ own: String?, _ word: TargetRequest.Word, _ project: Project,
    _ context: RunContext
  ) throws -> String {
    if let own, case .url(let url) = word {
      let typed = context.schemes.first { $0.takes(url) }?.retyped(url)?.url
      let shown = try typed ?? Self.shown(word, project, context)
      return """
        If that is where `\(own)` is, write --target \(ShellWord.quoted("\(own)=\(shown)")); else leave \
        --target out.
        """
    }
    let url = "--target \(ShellWord.quoted(withUser(target.url)))"
    guard stated(target, own, project, context) != nil else {
      let other = target.name.map { ", or name `\($0)` below `targets` in keyform.yaml" } ?? ""
      return "Name the plan's URL alone, with the user where one is needed: \(url)\(other)."
    }
    return own == nil
      ? "Leave --target out, or name the plan's URL alone: \(url)." : "Leave --target out."
  }

  private static func isURL(
    of target: TargetDescription, _ url: String, _ project: Project, _ context: RunContext
  ) throws -> Bool {
    try TargetChoice(word: .url(url), of: project, context).description.url == target.url
  }

  private static func shown(
    _ given: TargetRequest.Word, _ project: Project, _ context: RunContext
  ) throws -> String {
    if let name = given.name { return name }
    return try TargetChoice(word: given, of: project, context).description.url
  }

  private static func withUser(_ url: String) -> String {
    let parts = url.split(separator: "://", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0])://USER@\(parts[1])" : url
  }
}
