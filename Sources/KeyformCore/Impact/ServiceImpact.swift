/// How many machines may ask one KMS host or directory, before and after a plan.
package struct ServiceImpact: Hashable, Sendable {
  /// Of a host or a directory.
  package let service: Address
  /// DNS name of the host or the forest.
  package let place: String
  /// Nil: there was no such service.
  package let before: ServiceCounts?
  /// Nil: there is none any more.
  package let after: ServiceCounts?
  /// Counts from which the service activates; nil: a directory needs none.
  package let needed: ServiceCounts?
  /// Names of the bindings whose machines ask it newly, no longer or in another number, in byte
  /// order.
  package let bindings: [String]

  package init(
    service: Address, place: String, before: ServiceCounts?, after: ServiceCounts?,
    needed: ServiceCounts?, bindings: [String]
  ) {
    self.service = service
    self.place = place
    self.before = before
    self.after = after
    self.needed = needed
    self.bindings = bindings
  }
}

/// Machines that may ask a service: an upper bound, as each asks one of those that serve it.
package struct ServiceCounts: Hashable, Sendable {
  package var clients: Int
  package var servers: Int
  package var office: Int
  /// Deployments that do not say how many machines they have.
  package var uncounted: Int

  package init(clients: Int = 0, servers: Int = 0, office: Int = 0, uncounted: Int = 0) {
    self.clients = clients
    self.servers = servers
    self.office = office
    self.uncounted = uncounted
  }

  package static let zero = ServiceCounts()

  package init(_ thresholds: ActivationThresholds) {
    self.init(
      clients: thresholds.clients, servers: thresholds.servers, office: thresholds.office)
  }

  /// Servers count toward the clients' threshold as well (rule CNT007).
  package var towardClients: Int { clients + servers }

  mutating func add(_ machines: Int?, _ family: ProductFamily) {
    guard let machines else {
      uncounted += 1
      return
    }
    switch family {
    case .client: clients += machines
    case .server: servers += machines
    case .office: office += machines
    case .addon: break
    }
  }

  mutating func add(_ other: ServiceCounts) {
    clients += other.clients
    servers += other.servers
    office += other.office
    uncounted += other.uncounted
  }
}
