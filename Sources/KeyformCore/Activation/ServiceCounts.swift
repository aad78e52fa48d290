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
    self.init(clients: thresholds.clients, servers: thresholds.servers, office: thresholds.office)
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
