internal import KeyformCore

enum BIND003BetterKey: Rule {
  static let metadata = RuleMetadata(
    id: "BIND003", name: "better-key", severity: .info,
    what: """
      A deployment that several active keys could activate has one of them bound; a MAK that runs \
      low (CNT002) gives way to one that nothing uses.
      """,
    why: "The rollout hands out what is bound: none at all, or the last activations of a key.",
    fix: "Bind the better key for activation; one that waits for its turn gets `state: standby`.",
    source: "Keyform, file format: bindings")

  static let checks: [RuleCheck] = [.repository(checkUnbound), .repository(checkLow)]

  private static func checkUnbound(_ context: LintContext) -> [Finding] {
    let choices = context.betterKeys.unbound
    if choices.isEmpty { return [] }
    let byName = Dictionary(
      choices.map { (context.inventory.deployments.entries[$0.deployment].name, $0) },
      uniquingKeysWith: { first, _ in first })
    return FoldedAdvice.findings(
      choices.map { context.inventory.deployments.entries[$0.deployment] }, of: metadata,
      each: { entry in
        let keys = byName[entry.name].map { names(of: $0, context) } ?? ""
        return Finding(
          entry, "several keys could activate the deployment, and none is bound",
          "\(keys). \(metadata.advice)")
      },
      all: { "several keys could activate \($0) deployments, and none is bound" })
  }

  private static func names(of choice: BetterKeys.Unbound, _ context: LintContext) -> String {
    let shown = choice.first.map { "`\(context.inventory.keys.entries[$0].name)`" }
    return "\(choice.count) active keys are for its `os`: \(shown.joined(separator: ", "))"
      + (choice.count > shown.count ? ", …" : "")
  }

  private static func checkLow(_ context: LintContext) -> [Finding] {
    let choices = context.betterKeys.better
    if choices.isEmpty { return [] }
    let byName = Dictionary(
      choices.map { (context.inventory.deployments.entries[$0.deployment].name, $0) },
      uniquingKeysWith: { first, _ in first })
    let deployments = byName.values.map(\.deployment).sorted()
    return FoldedAdvice.findings(
      deployments.map { context.inventory.deployments.entries[$0] }, of: metadata,
      each: { entry in
        let keys = byName[entry.name].map { comparison($0, context) } ?? ""
        return Finding(
          entry, "an unused key has more activations left than the bound one",
          "\(keys) \(metadata.advice)")
      },
      all: { "unused keys have more activations left than those bound to \($0) deployments" })
  }

  private static func comparison(_ choice: BetterKeys.Better, _ context: LintContext) -> String {
    let bound = context.inventory.keys.entries[choice.bound]
    let other = context.inventory.keys.entries[choice.other]
    let left = choice.left == .max ? "no limit" : "\(choice.left) left"
    return """
      `\(bound.name)` has \(bound.value.remaining?.count ?? 0) left, `\(other.name)`, which nothing \
      uses, has \(left).
      """
  }
}
