/// What a deployment's machines ask for activation: the hosts and directories that serve it, and
/// whether machines find them by themselves.
struct ActivationService {
  /// Those that `servedBy` names, else all.
  let hosts: [KMSHost]
  let directories: [Directory]
  /// Published hosts that do not serve the deployment; DNS names them all the same.
  private let hasOthers: Bool
  private let isOutsideDomain: Bool
  /// The DNS domain in which the machines look for a host; nil: their own.
  let lookupDomain: String?

  init(_ deployment: Deployment, hosts: [KMSHost], directories: [Directory]) {
    let serves = { (name: String) in
      deployment.servedBy.isEmpty || deployment.servedBy.contains(name)
    }
    self.hosts = hosts.filter { serves($0.name) }
    self.directories = directories.filter { serves($0.name) }
    hasOthers = hosts.contains { !serves($0.name) && $0.publishDNS != false }
    isOutsideDomain = deployment.domainJoined == false
    lookupDomain = deployment.lookupDomain
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
