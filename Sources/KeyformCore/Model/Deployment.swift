/// A set of machines that a rollout installs: product, release, media and what activates it.
package struct Deployment: Managed {
  package static let kind = EntityKind.deployment
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.deployments }
  package static func entity(_ entry: Entry<Self>) -> Entity { .deployment(entry) }
  package static func entry(_ entity: Entity) -> Entry<Self>? {
    if case .deployment(let entry) = entity { entry } else { nil }
  }

  package let name: String
  /// Nil where the entry does not state it: a diagnostic has said so.
  package var os: ProductID?
  @Exact package var release: String? = nil
  /// Sorted; empty: any.
  package var architectures: [WrittenArchitecture] = []
  package var media: Media?
  /// Editions in the medium, sorted; empty: that of `os`.
  package var image: [ProductID] = []
  /// What the machines are converted from.
  package var fromLicence: FormerLicence?
  package var fromEdition: ProductID?
  package var machines: Int?
  /// Office products, sorted.
  package var office: [ProductID] = []
  /// Names of hosts and directories, sorted; empty: all.
  @Exact package var servedBy: [String] = []
  @Exact package var build: String? = nil
  package var domainJoined: Bool?
  @Exact package var forest: String? = nil
  package var activationType: ActivationType?
  /// The DNS domain in which the machines look for a KMS host (`slmgr /skms-domain`).
  @Exact package var lookupDomain: String? = nil
  /// Of virtual machines: what they run on, and the product of the machine that runs it.
  @Exact package var hypervisor: String? = nil
  package var virtualizationHost: ProductID?
  /// Whether the machines are re-imaged often.
  package var reimaged: Bool?
  package var annotations = Annotations()

  package init(name: String) { self.name = name }

  package func forEachKey(_ body: (String, KeyReference) -> Void) {}

  package mutating func changeKeys(_ change: (KeyReference) -> KeyReference) {}

  package var productIDs: [ProductID] {
    office + image + (os.map { [$0] } ?? [])
  }

  package mutating func changeProducts(_ change: (ProductID) -> ProductID) {
    os = os.map(change)
    image = image.map(change)
    office = office.map(change)
    fromEdition = fromEdition.map(change)
    virtualizationHost = virtualizationHost.map(change)
  }

  package static let ownFields: [EntryField<Deployment>] = [
    EntryField(
      "os", .product(.init(\.os)), "Product and edition, such as windows-11/enterprise.",
      required: true, columns: [.init("os", "Product and edition that is installed.")]),
    EntryField(
      "release", .release(.init(\._release)),
      "Release such as 25H2; required where the product has several support dates.",
      columns: [
        .init("release", "The release, such as 25H2; NULL where the product has one.")
      ]),
    EntryField(
      "architecture", .architectures(.init(\.architectures), isList: false),
      "amd64, arm64, ia64 or x86, or a list; absent: any."),
    EntryField(
      "media", .word(.init(\.media)), "The medium it installs from.",
      columns: [.init("media", "volume, retail, evaluation or oem.")]),
    EntryField(
      "image", .products(.init(\.image), needsEdition: true),
      "Editions in the medium; absent: that of os."),
    EntryField(
      "from.licence", .word(.init(\.fromLicence)), "The former licence.",
      columns: [.init("from_licence", "What the machines are converted from.")]),
    EntryField(
      "from.edition", .product(.init(\.fromEdition)), "The former edition.",
      columns: [.init("from_edition", "The edition they are converted from.")]),
    EntryField(
      "machines", .count(.init(\.machines)), "Number of machines.",
      columns: [.init("machines", "So many machines; of a binding NULL: the deployment's.")]),
    EntryField(
      "office", .products(.init(\.office), needsEdition: true),
      "Office products installed with it."),
    EntryField(
      "servedBy", .names(.init(\._servedBy)), "KMS hosts and directories; absent: all of them.",
      columns: [
        .init("served_by", "Hosts and directories that serve it, joined by blanks; NULL: all.")
      ]),
    EntryField(
      "build", .text(.init(\._build)), "Windows build, such as 26100.1742.",
      columns: [.init("build", "A build number.")]),
    EntryField(
      "domainJoined", .flag(.init(\.domainJoined)), "Whether the machines are in a domain.",
      columns: [.init("domain_joined", "1: in a domain; 0: not; NULL: not said.")]),
    EntryField(
      "forest", .text(.init(\._forest)), "DNS name of their forest.",
      columns: [.init("forest", "The DNS name of a forest.")]),
    EntryField(
      "activationType", .word(.init(\.activationType)),
      "How Windows looks for its activation (slmgr /act-type).",
      columns: [.init("activation_type", "all, ad, kms or token.")]),
    EntryField(
      "lookupDomain", .text(.init(\._lookupDomain)),
      "DNS domain to look for a KMS host in (slmgr /skms-domain).",
      columns: [
        .init(
          "lookup_domain", "The DNS domain in which the machines look for a KMS host.", since: 3)
      ]),
    EntryField(
      "virtualization.hypervisor", .text(.init(\._hypervisor)),
      "Such as hyper-v, azure-local or vmware.",
      columns: [.init("hypervisor", "What virtual machines run on.")]),
    EntryField(
      "virtualization.host", .product(.init(\.virtualizationHost)),
      "Product and edition of the host.",
      columns: [.init("virtualization_host", "The product of the machine they run on.")]),
    EntryField(
      "reimaged", .flag(.init(\.reimaged)), "Whether the machines are re-imaged often.",
      columns: [.init("reimaged", "1: the machines are re-imaged often.")]),
  ]

  package static let commonFields = Annotations.fields(at: \Deployment.annotations)
  package static let fields = ownFields + commonFields

  /// The mappings that fields with a dot in their names stand in, and what they mean.
  package static let groups = [
    "from": "What it is converted from.",
    "virtualization": "For virtual machines: hypervisor and host.",
  ]

  /// Whether it says what the machines are converted from.
  package var isConverted: Bool { fromLicence != nil || fromEdition != nil }
}
