/// Counts from which a KMS host activates, and how often its key may be activated.
///
/// Source: KMS activation planning (rules CNT006 and CNT007).
package struct ActivationThresholds: Hashable, Sendable {
  /// Machines that must have asked before clients are activated.
  package let clients: Int
  package let servers: Int
  package let office: Int
  /// Contacts that a host remembers at most.
  package let countKept: Int
  /// The highest count that an Office host shows.
  package let officeCountShown: Int
  /// Hosts that one host key may make.
  package let hostsPerKey: Int
  /// Activations of one host, the first included.
  package let activationsPerHost: Int
  package let provenance: Provenance

  package init(
    clients: Int, servers: Int, office: Int, countKept: Int, officeCountShown: Int,
    hostsPerKey: Int, activationsPerHost: Int, provenance: Provenance
  ) {
    self.clients = clients
    self.servers = servers
    self.office = office
    self.countKept = countKept
    self.officeCountShown = officeCountShown
    self.hostsPerKey = hostsPerKey
    self.activationsPerHost = activationsPerHost
    self.provenance = provenance
  }
}

/// What an activation error code means (`activation-errors` of catalog/sources.yaml).
package struct ActivationError: Hashable, Sendable {
  /// Such as `0xC004F074`.
  package let code: String
  package let meaning: String
  package let provenance: Provenance

  package init(code: String, meaning: String, provenance: Provenance) {
    self.code = code
    self.meaning = meaning
    self.provenance = provenance
  }
}
