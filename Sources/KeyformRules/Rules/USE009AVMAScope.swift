internal import KeyformCore

enum USE009AVMAScope: Rule {
  static let metadata = RuleMetadata(
    id: "USE009", name: "avma-scope", severity: .error,
    what: """
      An avma key is bound to guests that run Windows Server on Hyper-V or Azure Local, on a host of \
      a Datacenter edition of the guest's release or a newer one, as far as `virtualization` says.
      """,
    why: """
      The guest is activated by its host and by nothing else: elsewhere it stays unactivated, and \
      moves of the machine to a host that cannot do it end its activation.
      """,
    fix: """
      Bind the edition's GVLK or a MAK for such guests, or correct `virtualization`. Every node of a \
      cluster has to be activated, and the integration service Data Exchange has to be on.
      """,
    source: "Microsoft: Automatic Virtual Machine Activation in Windows Server")

  static let checks: [RuleCheck] = [.binding(one(check), onlyIf: [.guestKey])]

  private static let check: RuleCheck.One<Binding> = { entry, index, context in
    guard let key = context.key(ofBinding: index), key.value.keyKind == .avma,
      let deployment = context.deployment(ofBinding: index),
      let (summary, detail) = problem(deployment.value, context)
    else { return nil }
    return Finding(
      entry, at: ["key"], summary, "\(detail) \(metadata.fix)",
      related: [.init(deployment, "the deployment")])
  }

  /// Whether the deployment is no guest that any host activates: rule KIND003 leaves it to this one.
  static func isClient(_ deployment: Deployment, _ context: LintContext) -> Bool {
    deployment.os.flatMap { context.traits(of: $0)?.family } == .client
  }

  private static func problem(_ deployment: Deployment, _ context: LintContext) -> (String, String)?
  {
    if isClient(deployment, context), let os = deployment.os {
      return (
        "AVMA activates no clients",
        """
        \(context.catalog.name(of: os)) is a client, which no host activates, and it refuses the key \
        (0xC004F050).
        """
      )
    }
    if let hypervisor = deployment.hypervisor, !isHyperV(hypervisor) {
      return (
        "AVMA works on Hyper-V alone",
        """
        The machines run on \(hypervisor), and only Hyper-V and Azure Local activate their guests: \
        these stay unactivated.
        """
      )
    }
    guard let host = deployment.virtualizationHost, let edition = context.catalog.facts(of: host)
    else { return nil }
    let name = context.catalog.name(of: host)
    guard edition.slug.hasPrefix("datacenter") else {
      return (
        "AVMA needs a host of a Datacenter edition",
        "The host runs \(name), which activates no guests: these stay unactivated."
      )
    }
    guard let os = deployment.os, let guest = build(of: os, deployment.release, context),
      let own = build(of: host, host.release, context), own < guest
    else { return nil }
    return (
      "the host is older than its guests",
      """
      The host runs \(name), which does not know \(context.catalog.name(of: os)): a host activates \
      guests of its own release and of older ones, and these stay unactivated.
      """
    )
  }

  private static func build(of id: ProductID, _ release: String?, _ context: LintContext) -> Int? {
    context.support.row(id, release: release).flatMap { $0.build > 0 ? $0.build : nil }
  }

  /// People write `Hyper-V`, `hyper-v 2022`, `Azure Local`, `azure-stack-hci`.
  private static func isHyperV(_ written: String) -> Bool {
    let name = written.lowercased().filter { $0.isLetter }
    return ["hyperv", "azurelocal", "azurestackhci"].contains { name.contains($0) }
  }
}
