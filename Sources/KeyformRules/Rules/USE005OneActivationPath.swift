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

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    guard context.bindingsOfDeployment.count(of: index) > 1 else { return [] }
    var findings: [Finding] = []
    var conflicting: Set<Int32>?
    for (earlier, later, product) in MAKBesideGVLK.pairs(at: index, context) {
      let known =
        conflicting ?? Set(ActiveClaim.conflicts(of: entry.value, at: index, context).map(\.later))
      conflicting = known
      let isSameEdition = known.contains(later)
      // Settings that change this rule leave that case to BIND001.
      if isSameEdition, !MAKBesideGVLK.isReportedByUSE005(context) { continue }
      findings.append(
        Finding(
          context.binding(later), at: ["key"], "a MAK and a GVLK activate the same product",
          """
          Both are bound to `\(entry.name)` for activation of \(product); the one that is installed \
          last silently replaces the other. By chance of the order a machine uses up an activation of \
          the MAK, or waits for a KMS host (0xC004F074). \(metadata.fix)
          """,
          severity: isSameEdition ? .error : nil,
          related: [.init(context.binding(earlier), "the other one is bound here")]))
    }
    return findings
  }
}

/// A MAK and a GVLK for activation of one product: seen by BIND001 and by USE005, told once.
enum MAKBesideGVLK {
  /// Active pairs in the order of the files; one for each later binding. The product by its slug.
  static func pairs(
    at deployment: Int, _ context: LintContext
  ) -> [(earlier: Int32, later: Int32, product: String)] {
    let candidates = context.bindingsOfDeployment[deployment].filter { isCandidate($0, context) }
    guard candidates.count > 1 else { return [] }
    let ordered = candidates.sorted {
      context.binding($0).origin.isBefore(context.binding($1).origin)
    }
    var firsts: [String: Int32] = [:]
    var pairs: [(earlier: Int32, later: Int32, product: String)] = []
    for binding in ordered {
      guard let key = context.key(ofBinding: Int(binding))?.value, let kind = key.keyKind else {
        continue
      }
      let opposite = kind == .mak ? KeyKind.gvlk : .mak
      let products = Set(key.products.map(\.product)).sorted()
      for product in products {
        if let other = firsts["\(opposite.rawValue) \(product)"] {
          pairs.append((other, binding, product))
          break
        }
      }
      for product in products where firsts["\(kind.rawValue) \(product)"] == nil {
        firsts["\(kind.rawValue) \(product)"] = binding
      }
    }
    return pairs
  }

  /// Whether the conflict is between a MAK and a GVLK, and USE005 reports it as an error.
  static func isSettledByUSE005(_ conflict: ActiveClaim.Conflict, _ context: LintContext) -> Bool {
    isReportedByUSE005(context) && isCandidate(conflict.earlier, context)
      && isCandidate(conflict.later, context)
      && context.key(ofBinding: Int(conflict.earlier))?.value.keyKind
        != context.key(ofBinding: Int(conflict.later))?.value.keyKind
  }

  static func isReportedByUSE005(_ context: LintContext) -> Bool {
    context.settings.byRule[USE005OneActivationPath.metadata.id]?.level == nil
  }

  private static func isCandidate(_ binding: Int32, _ context: LintContext) -> Bool {
    guard let key = context.key(ofBinding: Int(binding))?.value, key.state == .active,
      key.keyKind == .mak || key.keyKind == .gvlk
    else { return false }
    return context.binding(binding).value.use.contains(.activation)
  }
}
