internal import KeyformCore

enum IDLE001UnusedKey: Rule {
  static let metadata = RuleMetadata(
    id: "IDLE001", name: "unused-key", severity: .info,
    what: """
      An active key is used: by a binding, as a host key, or by another project. Nothing is said \
      where the repository has no bindings (for host keys: no hosts and no directories).
      """,
    why: "It is stored, checked and counted for nothing, and a secret one may leak all the same.",
    fix: "Bind it, set `state: standby` or `retired`, or remove the entry.",
    source: "Keyform, file format: keys")

  static let checks: [RuleCheck] = [.repository(check)]

  private static func check(_ context: LintContext) -> [Finding] {
    let unused = context.betterKeys.unused
    if unused.isEmpty { return [] }
    // A key that rule BIND003 offers to a deployment is told of there.
    let isTold = context.settings.byRule[BIND003BetterKey.metadata.id]?.level != .off
    let offered = isTold ? context.betterKeys.offered : []
    let entries = unused.filter { !offered.contains($0) }.map { context.inventory.keys.entries[$0] }
    return FoldedAdvice.findings(
      entries, of: metadata, each: { Finding($0, "nothing uses the key", metadata.advice) },
      all: { "nothing uses \($0) keys" })
  }
}
