internal import KeyformCore

/// What asks the KMS hosts of the repository.
///
/// Machines are counted from above: those of a deployment that several hosts serve count on each.
struct HostService: Sendable {
  /// Machines that may ask one host.
  struct Load: Sendable {
    /// Windows clients and servers together, as each contact counts; nil: not known.
    var windows: Int? = 0
    var office: Int? = 0
    /// Machines that have no other host to ask and no directory, as far as their number is known.
    var alone = 0
    /// What is asked for, by index into the catalogue's products.
    var asked: [Int32: Asked] = [:]
  }

  /// Deployments that ask for one product, by index into the inventory's.
  struct Asked: Sendable {
    /// The first by name.
    var first: Int32
    /// The first that no directory activates.
    var firstWithoutDirectory: Int32?
  }

  /// What names a host in `servedBy`, by index into the inventory's hosts.
  let named: [Load]
  /// What names none, and so may ask every host.
  let common: Load
  /// Both together.
  let loads: [Load]
  /// What each host activates.
  let services: [ServiceCoverage.Service]
  /// Whether something uses the host: a deployment names it, or one that names none may ask it.
  let isUsed: [Bool]
  /// Whether a host publishes its SRV record, as far as is known.
  let isAnyPublished: Bool
  /// Whether every host runs a Windows client.
  let isEveryOneOnClient: Bool
  /// Whether a host is known to activate a Windows.
  let isAnyForWindows: Bool

  init(_ facts: Facts) {
    let hosts = facts.inventory.hosts
    let directories = facts.inventory.directories
    isEveryOneOnClient = hosts.entries.allSatisfy { host in
      host.value.os.flatMap { facts.traits(of: $0)?.family } == .client
    }
    isAnyForWindows = facts.services.hosts.contains(where: \.hasWindows)
    isAnyPublished = hosts.entries.contains { $0.value.publishDNS != false }
    guard hosts.count > 0 else {
      (named, common, loads, services, isUsed) = ([], Load(), [], [], [])
      return
    }
    services = facts.services.hosts
    var named = [Load](repeating: Load(), count: hosts.count)
    var isNamed = [Bool](repeating: false, count: hosts.count)
    var common = Load()
    var isCommonUsed = false
    for (index, entry) in facts.inventory.deployments.entries.enumerated() {
      let servedBy = entry.value.servedBy
      let own = servedBy.compactMap { hosts.index(of: $0) }
      for host in own { isNamed[host] = true }
      // Directories alone serve it.
      if !servedBy.isEmpty, own.isEmpty { continue }
      let clients = KMSClients(entry.value, at: index, facts)
      if servedBy.isEmpty, !clients.isNobody || clients.windows == nil { isCommonUsed = true }
      let serving =
        servedBy.isEmpty
        ? facts.services.directories
        : servedBy.compactMap {
          directories.index(of: $0).map { facts.services.directories[$0] }
        }
      let asking = Asking(clients, entry.value, Int32(index), directories: serving, facts)
      if servedBy.isEmpty {
        asking.add(to: &common, isAlone: hosts.count == 1)
      } else {
        for host in own { asking.add(to: &named[host], isAlone: own.count == 1) }
      }
    }
    self.named = named
    self.common = common
    loads = named.map { $0.adding(common) }
    isUsed = isNamed.map { $0 || isCommonUsed }
  }
}

/// One deployment's machines, as they ask a host.
private struct Asking {
  let clients: KMSClients
  /// Products, and whether a directory activates them as well.
  let products: [(product: Int32, hasDirectory: Bool)]
  let deployment: Int32
  let hasDirectory: Bool

  init(
    _ clients: KMSClients, _ deployment: Deployment, _ index: Int32,
    directories: [ServiceCoverage.Service],
    _ facts: Facts
  ) {
    self.clients = clients
    self.deployment = index
    // Machines outside the domain, and those told to ask KMS, do without the directory.
    let isApart = deployment.domainJoined == false || deployment.activationType == .kms
    let serving = isApart ? [] : directories
    let os = clients.asksForWindows ? deployment.os.map { [$0] } ?? [] : []
    products = (os + clients.officeProducts).compactMap { id in
      facts.traits(of: id).map { traits in
        (traits.product, serving.contains { $0.activates(traits.product) })
      }
    }
    hasDirectory = products.contains(where: \.hasDirectory)
  }

  func add(to load: inout HostService.Load, isAlone: Bool) {
    load.windows = HostService.Load.sum(load.windows, clients.windows)
    load.office = HostService.Load.sum(load.office, clients.office)
    if isAlone, !hasDirectory, clients.asksForWindows {
      load.alone = HostService.Load.sum(load.alone, clients.windows) ?? load.alone
    }
    for (product, hasDirectory) in products {
      var asked = load.asked[product] ?? HostService.Asked(first: deployment)
      if !hasDirectory, asked.firstWithoutDirectory == nil {
        asked.firstWithoutDirectory = deployment
      }
      load.asked[product] = asked
    }
  }
}

extension HostService.Load {
  fileprivate static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }

  fileprivate func adding(_ other: Self) -> Self {
    var load = self
    load.windows = Self.sum(windows, other.windows)
    load.office = Self.sum(office, other.office)
    load.alone = Self.sum(alone, other.alone) ?? .max
    load.asked.merge(other.asked) { own, common in
      HostService.Asked(
        first: min(own.first, common.first),
        firstWithoutDirectory: [own.firstWithoutDirectory, common.firstWithoutDirectory]
          .compactMap(\.self).min())
    }
    return load
  }
}
