internal import KeyformCore

enum KMS007ClientOSHost: Rule {
  static let metadata = RuleMetadata(
    id: "KMS007", name: "client-os-host", severity: .error,
    what: "A KMS host that runs a Windows client serves Windows clients alone, no servers.",
    why: "Its CSVLK is for clients: servers that ask it are refused (0xC004F042).",
    fix: "Let the servers be served by a host on Windows Server, or by a directory.",
    source: "Microsoft: KMS activation planning")

  static let checks: [RuleCheck] = [.host(check)]

  private static func check(
    _ entry: Entry<KMSHost>, _ index: Int, _ facts: Facts
  ) -> [Finding] {
    guard let os = entry.value.os, facts.traits(of: os)?.family == .client else { return [] }
    let service = facts.hostService
    // A host for Office alone may run on a client, whatever its Office stands on.
    guard service.services[index].hasWindows else { return [] }
    // Servers that are told of no host may as well find one that fits.
    let servers =
      firstServer(of: service.named[index], facts)
      ?? (service.isEveryOneOnClient ? firstServer(of: service.common, facts) : nil)
    guard let servers else { return [] }
    let deployment = facts.inventory.deployments.entries[Int(servers)]
    return [
      Finding(
        entry, at: ["os"], "a host on a Windows client is to serve servers",
        """
        `\(deployment.name)` asks it, and it runs \(facts.catalog.name(of: os)). \(metadata.why) \
        \(metadata.fix)
        """,
        related: [.init(deployment, "servers that ask the host")])
    ]
  }

  /// Whether a finding on a host says that a server finds nobody but hosts on Windows clients.
  static func tells(of server: Deployment, _ facts: Facts) -> Bool {
    let service = facts.hostService
    let hosts = facts.inventory.hosts
    switch server.activationType {
    case .ad, .token: return false
    case .all, .kms, nil: break
    }
    if server.servedBy.isEmpty {
      return service.isEveryOneOnClient && service.isAnyForWindows
        && facts.inventory.directories.count == 0
    }
    return server.servedBy.allSatisfy { name in
      guard let host = hosts.index(of: name), let os = hosts.entries[host].value.os else {
        return false
      }
      return facts.traits(of: os)?.family == .client && service.services[host].hasWindows
    }
  }

  private static func firstServer(of load: HostService.Load, _ facts: Facts) -> Int32? {
    load.asked.compactMap { product, asked in
      facts.catalog.products[Int(product)].family == .server ? asked.firstWithoutDirectory : nil
    }.min()
  }
}
