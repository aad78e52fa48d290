internal import KeyformCore

enum USE005OneActivationPath: Rule {
  static let metadata = RuleMetadata(
    id: "USE005", name: "one-activation-path", severity: .warning,
    what: """
      A deployment does not activate one product both with a MAK and with a GVLK. It is an error \
      where both are active for the same edition: neither is then the deployment's key.
      """,
    why: "The key that is installed last silently replaces the one before.",
    fix: "Decide for one: remove the other binding, or write `state: standby` on the other key.",
    source: "Microsoft: slmgr.vbs options, /ipk")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.severalBindings])]

  private static func check(
    _ entry: Entry<Deployment>, _ index: Int, _ facts: LintContext
  ) -> [Finding] {
    guard facts.bindingsOfDeployment.count(of: index) > 1 else { return [] }
    var findings: [Finding] = []
    var conflicting: Set<Int32>?
    for (earlier, later, product) in MAKBesideGVLK.pairs(at: index, facts) {
      let known =
        conflicting ?? Set(ActiveClaim.conflicts(of: entry.value, at: index, facts).map(\.later))
      conflicting = known
      let isSameEdition = known.contains(later)
      // Settings that change this rule leave that case to BIND001.
      if isSameEdition, !MAKBesideGVLK.isReportedByUSE005(facts) { continue }
      findings.append(
        Finding(
          facts.binding(later), at: ["key"], "a MAK and a GVLK activate the same product",
          """
          Both are bound to `\(entry.name)` for activation of \(product); the one that is installed \
          last silently replaces the other. By chance of the order a machine uses up an activation of \
          the MAK, or waits for a KMS host (0xC004F074). \(metadata.fix)
          """,
          severity: isSameEdition ? .error : nil,
          related: [.init(facts.binding(earlier), "the other one is bound here")]))
    }
    return findings
  }
}
