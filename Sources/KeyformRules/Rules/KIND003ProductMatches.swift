internal import KeyformCore

enum KIND003ProductMatches: Rule {
  static let metadata = RuleMetadata(
    id: "KIND003", name: "product-matches", severity: .error,
    what: """
      The product, edition and release of every binding of a gvlk or avma key stand in the \
      catalogue with that key.
      """,
    why: "Windows refuses the key (0xC004F050; 0xC004F069 on evaluation editions).",
    fix: "Bind the key that the message names.",
    source: "Microsoft: KMS client activation and product keys; activation error codes")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.catalogueKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), let kind = key.value.keyKind,
      let deployment = context.deployment(ofBinding: index),
      // A guest key on a client is rule USE009's.
      kind != .avma || !USE009AVMAScope.isClient(deployment.value, context),
      let refused = refused(entry.value, key.value, deployment.value, context)
    else { return nil }
    let release = deployment.value.release
    let wanted = refused.text + (refused.release == nil ? release.map { "@\($0)" } ?? "" : "")
    return Finding(
      entry, at: ["key"], "the key is not for what the deployment installs",
      """
      The catalogue has no row of this \(kind.rawValue) for \(wanted): Windows refuses it \
      (0xC004F050). \(RightKey.advice(kind, for: refused, release: release, context))
      """,
      related: [.init(key, "the key"), .init(deployment, "the deployment")])
  }

  /// The product that the catalogue does not list with the binding's key; nil where all is well
  /// or the key is another rule's matter.
  static func refused(
    _ binding: Binding, _ key: ProductKey, _ deployment: Deployment, _ context: LintContext
  ) -> ProductID? {
    guard let kind = key.keyKind, kind == .gvlk || kind == .avma, let value = key.publicValue,
      deployment.namesKnownProducts, let os = deployment.os,
      let known = context.catalog.publicKey(value), known.kind == kind
    else { return nil }
    func covers(_ products: [ProductID]) -> Bool {
      products.contains { known.covers($0, release: $0.release ?? deployment.release) }
    }
    // Office has its own releases: the deployment's is that of Windows.
    let office = deployment.office.contains { known.covers($0) }
    if office { return nil }
    if binding.use.contains(.installation), !covers(deployment.imageEditions) {
      // What fits the installed edition but not the image is rule USE007's.
      return covers([os]) ? nil : deployment.imageEditions.first
    }
    return binding.use.contains(.activation) && !covers([os]) ? os : nil
  }
}
