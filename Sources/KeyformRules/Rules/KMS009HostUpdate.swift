internal import KeyformCore

enum KMS009HostUpdate: Rule {
  static let metadata = RuleMetadata(
    id: "KMS009", name: "host-update", severity: .warning,
    what: """
      A KMS host that is older than what it serves has the update that makes it know the newer \
      products: its `build` is that update's or a later one. Where the build is not recorded, or does \
      not tell, this is advice.
      """,
    why: "Without the update the host refuses them (0xC004F042), or its own key (0xC004F050).",
    fix: "Install the latest cumulative update on the host and record its `build`.",
    source: "Microsoft: KMS activation planning, required updates")

  static let checks: [RuleCheck] = [.host(one(check))]

  private struct Lack {
    let update: HostUpdate
    /// First of the deployments that ask for one of its products.
    let deployment: Int32
    /// Whether the host's build is older; else it is not known.
    let isCertain: Bool
  }

  private static let check: RuleCheck.One<KMSHost> = { entry, index, context in
    guard let os = entry.value.os, let traits = context.traits(of: os) else { return nil }
    let updates = context.catalog.hostUpdates.filter {
      $0.host == context.catalog.products[Int(traits.product)].slug
    }
    if updates.isEmpty { return nil }
    let lacks = updates.compactMap { lack(of: $0, entry.value, index, context) }
    let certain = lacks.filter(\.isCertain)
    let told = certain.isEmpty ? lacks : certain
    guard let deployment = told.map(\.deployment).min() else { return nil }
    let first = context.inventory.deployments.entries[Int(deployment)]
    let list = told.map { lack in
      lack.update.update + (lack.update.build.map { " (build \($0))" } ?? "") + " for "
        + lack.update.clients.joined(separator: ", ")
    }.joined(separator: "; ")
    let build = entry.value.build.map { "Its build is \($0). " } ?? ""
    return Finding(
      entry, at: [entry.value.build == nil ? "os" : "build"],
      certain.isEmpty
        ? "whether the host has the update for newer clients is not known"
        : "the host lacks the update for newer clients",
      "\(build)It needs \(list), or a later update. \(metadata.advice)",
      severity: certain.isEmpty ? .info : nil, related: [.init(first, "asks the host")])
  }

  /// Nil where the host has the update, or nothing that it activates needs it.
  private static func lack(
    of update: HostUpdate, _ host: KMSHost, _ index: Int, _ context: LintContext
  ) -> Lack? {
    let service = context.activation.services.services[index]
    let asking = context.demand.loads[index].asked.compactMap { product, asked -> Int32? in
      service.isKnownToCover(product)
        && update.clients.contains(context.catalog.products[Int(product)].slug) ? asked.first : nil
    }
    guard let deployment = asking.min() else { return nil }
    guard let first = update.build, let build = host.build.flatMap({ BuildNumber($0) }),
      let isBefore = build.isBefore(first)
    else { return Lack(update: update, deployment: deployment, isCertain: false) }
    return isBefore ? Lack(update: update, deployment: deployment, isCertain: true) : nil
  }
}
