internal import KeyformCore

enum BIND001TwoActiveKeys: Rule {
  static let metadata = RuleMetadata(
    id: "BIND001", name: "two-active-keys", severity: .error,
    what: "A deployment has at most one active key for one use, product and architecture.",
    why:
      "The rollout would get either of them: the view `deployment_key` has one row for each use.",
    fix:
      "In a rotation with overlap write `state: standby` on the old key; else remove one binding.",
    source: "Keyform, view `deployment_key`")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.severalBindings])]

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    guard context.bindingsOfDeployment.count(of: index) > 1 else { return [] }
    return ActiveClaim.conflicts(of: entry.value, at: index, context).compactMap { conflict in
      guard !MAKBesideGVLK.isSettledByUSE005(conflict, context),
        !USE008OfficeOneMAK.settles(conflict, context)
      else { return nil }
      let (later, earlier) = (context.binding(conflict.later), context.binding(conflict.earlier))
      guard let key = context.key(ofBinding: Int(conflict.later)),
        let other = context.key(ofBinding: Int(conflict.earlier))
      else { return nil }
      let product = conflict.product.text
      let detail =
        key === other
        ? "Binding `\(earlier.name)` binds the same key for the same use: remove one of them."
        : """
        `\(key.name)` and `\(other.name)` are both active for \(conflict.use) of \(product): the \
        rollout would get either. \(metadata.fix)
        """
      return Finding(
        later, at: ["key"],
        key === other ? "the key is bound twice for one use" : "two active keys for one use",
        detail, related: [.init(earlier, "bound here already"), .init(entry, "the deployment")])
    }
  }
}
