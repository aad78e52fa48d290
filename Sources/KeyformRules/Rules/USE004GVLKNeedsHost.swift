internal import KeyformCore

enum USE004GVLKNeedsHost: Rule {
  static let metadata = RuleMetadata(
    id: "USE004", name: "gvlk-needs-host", severity: .error,
    what: """
      For every GVLK that a deployment activates with, there is a KMS host or a directory that its \
      machines may ask (`servedBy`, else all) and whose CSVLK covers the product. A repository \
      without any host and directory is not asked, nor is a product that no coverage table names, \
      nor a host key of which nothing is known here.
      """,
    why: "Nothing else activates a GVLK (0xC004F074; 0xC004F042 where a host refuses it).",
    fix: """
      Add a host or directory with a CSVLK of the group that the message names, or name one that \
      has it in `servedBy`; or bind a MAK for activation instead.
      """,
    source: "Microsoft: KMS activation planning; plan for volume activation")

  static let checks: [RuleCheck] = [.deployment(check, onlyIf: [.served])]

  private static let check: RuleCheck.Check<Deployment> = { entry, index, context in
    // A list of services may be long, and so may that of bindings: each product is asked for once.
    var isActivated: [Int32: Bool] = [:]
    var findings: [Finding] = []
    for binding in context.bindingsOfDeployment[index] {
      guard context.binding(binding).value.use.contains(.activation),
        let key = context.key(ofBinding: Int(binding)), key.value.keyKind == .gvlk,
        key.value.state == .active
      else { continue }
      let unserved = products(of: key.value, on: entry.value).first { product in
        guard let traits = context.traits(of: product),
          context.activation.services.lists(traits.product)
        else { return false }
        // A smart card does.
        if traits.family != .office, entry.value.activationType == .token { return false }
        if let known = isActivated[traits.product] { return !known }
        let asked = context.activation.asked(by: entry, for: product)
        let isServed =
          context.activation.services.isServed(asked, traits.product)
          || traits.family == .server && KMS007ClientOSHost.tells(of: asked, context)
        isActivated[traits.product] = isServed
        return !isServed
      }
      guard let unserved else { continue }
      findings.append(
        Finding(
          context.binding(binding), at: ["key"], "nothing activates this GVLK",
          detail(unserved, entry, context), related: [.init(entry, "the deployment")]))
    }
    // What these say comes before: there is no telling whom the machines would ask.
    if findings.isEmpty || AD001DirectoryRequirements.isBroken(entry, index, context)
      || AD002ActivationType.contradiction(entry.value, context) != nil
    {
      return []
    }
    return findings
  }

  /// What the key is to activate on the machines.
  private static func products(of key: ProductKey, on deployment: Deployment) -> [ProductID] {
    if let os = deployment.os, ProductMatch.fits(key.products, os, release: deployment.release) {
      return [os]
    }
    return deployment.office.filter { ProductMatch.fits(key.products, $0, release: nil) }
  }

  private static func detail(
    _ product: ProductID, _ deployment: Entry<Deployment>, _ context: LintContext
  ) -> String {
    let catalog = context.catalog
    let services = context.activation.services
    let asked = context.activation.asked(by: deployment, for: product)
    let places = services.places(asked)
    let name = catalog.name(of: product)
    let wanted =
      catalog.smallestGroup(covering: product.product).map { title(of: $0, catalog) } ?? name
    let wayOut = "\(other(product, asked, deployment, context)), or bind a MAK."
    if places.isEmpty {
      return """
        The repository has no host and no directory that these machines may ask, so \(name) is \
        never activated (0xC004F074). The smallest group of CSVLKs that covers it is \(wanted): \
        \(wayOut)
        """
    }
    let names = places.prefix(shown).map { place in
      let service = services.services[place]
      let groups = service.groups.map { title(of: $0, catalog) }.joined(separator: ", ")
      return "`\(service.address.name)` (\(groups.isEmpty ? "no active host key" : groups))"
    }.joined(separator: ", ")
    let more = places.count > shown ? " and \(counted(places.count - shown, "other"))" : ""
    return """
      These machines ask \(names)\(more), where no CSVLK covers \(name): the request is refused \
      (0xC004F042), and it is never activated. The smallest group that covers it is \(wanted): \
      \(wayOut)
      """
  }

  private static let shown = 3

  /// Somebody in the repository who would serve the product, or what to add.
  private static func other(
    _ product: ProductID, _ asked: AskedServices, _ deployment: Entry<Deployment>,
    _ context: LintContext
  ) -> String {
    let services = context.activation.services
    let able = context.activation.productIndex(product).flatMap { index in
      services.covering(index).first { services.services[$0].isKnownToCover(index) }
    }
    if let able {
      let name = services.services[able].address.name
      if services.isHost(able), !asked.hosts {
        return "`\(name)` has one, which `activationType: ad` never asks, so write `all` instead"
      }
      // A directory is none for machines outside its domain, nor for those that ask hosts alone.
      if services.isHost(able) || context.activation.canAsk(able, deployment, for: product) {
        return "`\(name)` has one, so name it in `servedBy` where the machines reach it"
      }
    }
    return "set such a key up on a host that they reach and describe it"
  }

  private static func title(of group: String, _ catalog: ReferenceCatalog) -> String {
    catalog.product(group)?.name ?? group
  }
}
