internal import KeyformCore

enum USE008OfficeOneMAK: Rule {
  static let metadata = RuleMetadata(
    id: "USE008", name: "office-one-mak", severity: .error,
    what: "A deployment activates one Office product with one MAK at most.",
    why: """
      The configuration file of Office's setup takes one key for each product (`PIDKEY`): the \
      second MAK never reaches the machines, and what it was for stays unactivated.
      """,
    fix: """
      Split the machines into deployments with one MAK each; or write `state: standby` on one key \
      and install it later with VAMT or `ospp.vbs /inpkey`.
      """,
    source: "Microsoft: volume activation of Office with a MAK")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.severalBindings])]

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    guard !entry.value.office.isEmpty else { return [] }
    let ordered = context.bindingsOfDeployment[index].filter { isOfficeMAK($0, context) }.sorted {
      context.binding($0).origin.isBefore(context.binding($1).origin)
    }
    guard ordered.count > 1 else { return [] }
    var firsts: [String: Int32] = [:]
    return ordered.compactMap { binding in
      guard let key = context.key(ofBinding: Int(binding)) else { return nil }
      let products = officeProducts(of: key.value, in: entry.value)
      defer { for product in products where firsts[product] == nil { firsts[product] = binding } }
      guard let product = products.first(where: { firsts[$0] != nil }),
        let first = firsts[product], let other = context.key(ofBinding: Int(first)),
        // The same key twice is rule BIND001's.
        other !== key
      else { return nil }
      let name = context.catalog.product(product)?.name ?? product
      return Finding(
        context.binding(binding), at: ["key"], "a second MAK for one Office product",
        """
        MAKs `\(other.name)` and `\(key.name)` are both bound for activation of \(name). \
        \(metadata.advice)
        """,
        related: [
          .init(context.binding(first), "the first one is bound here"),
          .init(entry, "the deployment"),
        ])
    }
  }

  /// Whether the conflict is between two MAKs of Office, and this rule reports it.
  static func settles(_ conflict: ActiveClaim.Conflict, _ context: LintContext) -> Bool {
    context.traits(of: conflict.product)?.family == .office
      && context.settings.byRule[metadata.id]?.level == nil
      && isOfficeMAK(conflict.earlier, context) && isOfficeMAK(conflict.later, context)
      && context.key(ofBinding: Int(conflict.earlier))
        !== context.key(ofBinding: Int(conflict.later))
  }

  private static func isOfficeMAK(_ binding: Int32, _ context: LintContext) -> Bool {
    guard context.binding(binding).value.use.contains(.activation),
      let key = context.key(ofBinding: Int(binding))?.value, key.keyKind == .mak,
      key.state == .active
    else { return false }
    return key.products.contains { context.traits(of: $0)?.family == .office }
  }

  /// Slugs of the Office products that the deployment installs and the key is for, sorted.
  private static func officeProducts(of key: ProductKey, in deployment: Deployment) -> [String] {
    var slugs: [String] = []
    for product in deployment.office where ProductMatch.fits(key.products, product, release: nil) {
      if !slugs.contains(product.product) { slugs.append(product.product) }
    }
    return slugs
  }
}
