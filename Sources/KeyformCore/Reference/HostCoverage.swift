/// What a KMS host key of one group activates, and where it may be hosted.
///
/// Source: KMS activation planning (`kms-planning` of catalog/sources.yaml). What is
/// not listed is not activated.
package struct HostCoverage: Hashable, Sendable {
  /// The group: the slug of the host key's product, such as `windows-server-2025`.
  package let group: String
  /// Products whose machines may be the host.
  package let hostedOn: [String]
  /// Editions of those that may not (Azure Edition).
  package let notHostedOn: [String]
  /// Nil where the group activates no server.
  package let newestServer: String?
  package let servers: [String]
  package let clients: [String]
  package let note: String?
  package let provenance: Provenance

  package init(
    group: String, hostedOn: [String], notHostedOn: [String], newestServer: String?,
    servers: [String], clients: [String], note: String?, provenance: Provenance
  ) {
    self.group = group
    self.hostedOn = hostedOn
    self.notHostedOn = notHostedOn
    self.newestServer = newestServer
    self.servers = servers
    self.clients = clients
    self.note = note
    self.provenance = provenance
  }

  /// Whether the group activates the product (by slug).
  package func covers(_ product: String) -> Bool {
    clients.contains(product) || servers.contains(product)
  }
}

/// An update without which a host does not know newer clients (`kms-planning`).
package struct HostUpdate: Hashable, Sendable {
  package let id: String
  /// The host's product.
  package let host: String
  /// Products that the host serves only with the update.
  package let clients: [String]
  /// Such as `KB5034765`; later cumulative updates count.
  package let update: String
  /// The first build of the host that has it; nil where the catalogue does not know one.
  package let build: BuildNumber?
  package let provenance: Provenance

  package init(
    id: String, host: String, clients: [String], update: String, build: BuildNumber?,
    provenance: Provenance
  ) {
    self.id = id
    self.host = host
    self.clients = clients
    self.update = update
    self.build = build
    self.provenance = provenance
  }
}

/// What a host of one Office release needs (`office-kms-host`).
package struct OfficeHost: Hashable, Sendable {
  /// The host key's product, such as `office-ltsc-2024`.
  package let group: String
  package let minimumServer: String
  package let minimumClient: String
  /// Products whose machines may be the host.
  package let hostedOn: [String]
  package let activationID: String
  /// Products that the host key activates.
  package let serves: [String]
  package let note: String?
  package let provenance: Provenance

  package init(
    group: String, minimumServer: String, minimumClient: String, hostedOn: [String],
    activationID: String, serves: [String], note: String?, provenance: Provenance
  ) {
    self.group = group
    self.minimumServer = minimumServer
    self.minimumClient = minimumClient
    self.hostedOn = hostedOn
    self.activationID = activationID
    self.serves = serves
    self.note = note
    self.provenance = provenance
  }
}
