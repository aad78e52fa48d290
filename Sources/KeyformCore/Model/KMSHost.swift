/// A KMS host of the organisation: a machine that activates others with a CSVLK.
package struct KMSHost: Managed {
  package static let kind = EntityKind.host
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.hosts }
  package static func entity(_ entry: Entry<Self>) -> Entity { .host(entry) }
  package static func entry(_ entity: Entity) -> Entry<Self>? {
    if case .host(let entry) = entity { entry } else { nil }
  }

  /// TCP port 1688; source: rule KMS001.
  package static let defaultPort = 1688
  /// Minutes between activation attempts; source: rule KMS002.
  package static let defaultActivationInterval = 120
  /// Minutes between renewals: seven days; source: rule KMS002.
  package static let defaultRenewalInterval = 10080

  package let name: String
  @Exact package var fqdn = ""
  /// Sorted.
  package var hostKeys: [KeyReference] = []
  package var os: ProductID?
  @Exact package var build: String? = nil
  package var port = defaultPort
  package var publishDNS: Bool?
  /// Minutes.
  package var activationInterval = defaultActivationInterval
  /// Minutes.
  package var renewalInterval = defaultRenewalInterval
  /// Office licence packs installed, sorted.
  @Exact package var licencePacks: [String] = []
  /// Activations of the host itself used so far.
  package var activations: Int?
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package func forEachKey(_ body: (String, KeyReference) -> Void) {
    for key in hostKeys { body("hostKey", key) }
  }

  package mutating func changeKeys(_ change: (KeyReference) -> KeyReference) {
    hostKeys = hostKeys.map(change).sorted()
  }

  package var productIDs: [ProductID] { os.map { [$0] } ?? [] }

  package mutating func changeProducts(_ change: (ProductID) -> ProductID) { os = os.map(change) }

  package static let ownFields: [EntryField<KMSHost>] = [
    EntryField(
      "fqdn", .requiredText(.init(\._fqdn)), "DNS name of the KMS host.", required: true,
      columns: [.init("fqdn", "The host's DNS name.")]),
    EntryField(
      "hostKey", .keys(.init(\.hostKeys)), "Name of its CSVLK, or a list.", required: true),
    EntryField(
      "os", .product(.init(\.os)), "Product and edition that the host runs.",
      columns: [.init("os", "Product and edition that is installed.")]),
    EntryField(
      "build", .text(.init(\._build)), "Windows build of the host.",
      columns: [.init("build", "A build number.")]),
    EntryField(
      "port", .number(.init(\.port), usual: defaultPort), "TCP port; 1688 unless said.",
      columns: [.init("port", "TCP port.")]),
    EntryField(
      "publishDNS", .flag(.init(\.publishDNS)), "Whether the host publishes its SRV record.",
      columns: [.init("publish_dns", "1: publishes itself in DNS; NULL: not said.")]),
    EntryField(
      "activationInterval",
      .number(.init(\.activationInterval), usual: defaultActivationInterval),
      "Minutes between attempts; 120 unless said.",
      columns: [.init("activation_interval", "Minutes between attempts to activate.")]),
    EntryField(
      "renewalInterval", .number(.init(\.renewalInterval), usual: defaultRenewalInterval),
      "Minutes between renewals; 10080 unless said.",
      columns: [.init("renewal_interval", "Minutes between renewals.")]),
    EntryField(
      "licencePacks", .slugs(.init(\._licencePacks)), "Office licence packs installed.",
      columns: [.init("licence_packs", "Office licence packs installed, joined by blanks.")]),
    EntryField(
      "activations", .count(.init(\.activations)), "Activations of the host used so far.",
      columns: [.init("activations", "Activations of the host itself used so far.")]),
  ]

  package static let commonFields = Annotations.fields(at: \KMSHost.annotations)
  package static let fields = ownFields + commonFields
}
