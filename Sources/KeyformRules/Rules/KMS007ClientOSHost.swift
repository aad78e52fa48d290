internal import KeyformCore

enum KMS007ClientOSHost: Rule {
  static let metadata = RuleMetadata(
    id: "KMS007", name: "client-os-host", severity: .error,
    what: "A KMS host that runs a Windows client serves Windows clients alone, no servers.",
    why: "Its CSVLK is for clients: servers that ask it are refused (0xC004F042).",
    fix: "Let the servers be served by a host on Windows Server, or by a directory.",
    source: "Microsoft: KMS activation planning")

  static let checks: [RuleCheck] = [.host(one(check))]

  private static let check: RuleCheck.One<KMSHost> = { entry, index, context in
    guard let os = entry.value.os, context.traits(of: os)?.family == .client else { return nil }
    // A host for Office alone may run on a client, whatever its Office stands on.
    guard context.activation.services.services[index].hasWindows else { return nil }
    // Servers that are told of no host may as well find one that fits.
    let isOther = context.inventory.hosts.entries.indices.contains { !isOnClient($0, context) }
    let servers = context.demand.loads[index].asked.compactMap { product, asked -> Int32? in
      guard context.catalog.products[Int(product)].family == .server else { return nil }
      return isOther ? asked.firstNaming : asked.firstWithoutDirectory
    }
    guard let first = servers.min() else { return nil }
    let deployment = context.inventory.deployments.entries[Int(first)]
    return Finding(
      entry, at: ["os"], "a host on a Windows client is to serve servers",
      "`\(deployment.name)` asks it, and it runs \(context.catalog.name(of: os)). \(metadata.advice)",
      related: [.init(deployment, "servers that ask the host")])
  }

  /// Whether a finding on a host says that a server finds nobody but hosts on Windows clients.
  static func tells(of asked: AskedServices, _ context: LintContext) -> Bool {
    let services = context.activation.services
    let places = services.places(asked)
    guard !asked.mayBeOthers, places.allSatisfy({ services.isHost($0) && isOnClient($0, context) })
    else { return false }
    return asked.named == nil
      ? places.contains { services.services[$0].hasWindows }
      : !places.isEmpty && places.allSatisfy { services.services[$0].hasWindows }
  }

  private static func isOnClient(_ host: Int, _ context: LintContext) -> Bool {
    let os = context.inventory.hosts.entries[host].value.os
    return os.flatMap { context.traits(of: $0)?.family } == .client
  }
}
