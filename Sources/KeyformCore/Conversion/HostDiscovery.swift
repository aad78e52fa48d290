/// How the machines of a deployment find the hosts and directories that answer them.
struct HostDiscovery {
  /// Those that answer for the products, or may.
  let hosts: [KMSHost]
  let directories: [Directory]
  /// Published hosts that are not meant for the deployment; DNS names them all the same.
  private let hasOthers: Bool
  private let isOutsideDomain: Bool
  /// The DNS domain in which the machines look for a host; nil: their own.
  let lookupDomain: String?

  /// `products` of the deployment at `index`.
  init(of index: Int, _ products: [ProductID], _ model: ActivationModel) {
    let inventory = model.side.inventory
    let entry = inventory.deployments.entries[index]
    let places = products.map { product in
      model.services.serving(model.asked(by: entry, for: product), model.productIndex(product))
    }
    let serving = Set(places.joined())
    let all = inventory.hosts.entries
    hosts = all.indices.filter(serving.contains).map { all[$0].value }
    directories = inventory.directories.entries.enumerated()
      .filter { serving.contains($0.offset + all.count) }.map(\.element.value)
    let meant = entry.value.servedBy
    hasOthers =
      !meant.isEmpty && all.contains { !meant.contains($0.name) && $0.value.publishDNS != false }
    isOutsideDomain = entry.value.domainJoined == false
    lookupDomain = entry.value.lookupDomain
  }

  /// `fqdn:port` of the first host.
  var address: String? { hosts.first.map { "\($0.fqdn):\($0.port)" } }

  /// The DNS domain in which the first host is announced.
  var domain: String? {
    guard let name = hosts.first?.fqdn, let dot = name.firstIndex(of: ".") else { return nil }
    return String(name[name.index(after: dot)...])
  }

  /// Whether a machine that asks DNS would not find its hosts, so that one has to be set by hand:
  /// no host is announced, or the machine is in no domain whose DNS it would ask and is not told of
  /// another one.
  var mustBeSet: Bool {
    !hosts.isEmpty
      && (isOutsideDomain && lookupDomain == nil || hosts.allSatisfy { $0.publishDNS == false })
  }

  /// Whether DNS may lead a machine to a host that is not meant for it.
  var mayBeMissed: Bool { !hosts.isEmpty && !mustBeSet && hasOthers }
}
