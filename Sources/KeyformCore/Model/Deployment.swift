/// A set of machines that a rollout installs: product, release, media and what activates it.
package struct Deployment: Managed {
  package static let kind = EntityKind.deployment
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.deployments }
  package static func entity(_ entry: Entry<Self>) -> Entity { .deployment(entry) }

  package let name: String
  /// Nil where the entry does not state it: a diagnostic has said so.
  package var os: ProductID?
  package var release: String?
  /// Sorted; empty: any.
  package var architectures: [WrittenArchitecture] = []
  package var media: Media?
  /// Editions in the medium, sorted; empty: that of `os`.
  package var image: [ProductID] = []
  package var from: Conversion?
  package var machines: Int?
  /// Office products, sorted.
  package var office: [ProductID] = []
  /// Names of hosts and directories, sorted; empty: all.
  package var servedBy: [String] = []
  package var build: String?
  package var domainJoined: Bool?
  package var forest: String?
  package var activationType: ActivationType?
  /// The DNS domain in which the machines look for a KMS host (`slmgr /skms-domain`).
  package var lookupDomain: String?
  package var virtualization: Virtualization?
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
    if let edition = from?.edition { from?.edition = change(edition) }
    if let host = virtualization?.host { virtualization?.host = change(host) }
  }

  package enum Field: String, CaseIterable, Sendable {
    case os, release
    case architectures = "architecture"
    case media, image
    case fromLicence = "from.licence"
    case fromEdition = "from.edition"
    case machines, office, servedBy, build, domainJoined, forest, activationType, lookupDomain
    case hypervisor = "virtualization.hypervisor"
    case virtualizationHost = "virtualization.host"
    case reimaged
    case title, owner, note, labels, protected
  }

  package subscript(field: Field) -> FieldValue {
    switch field {
    case .os: FieldValue(os?.text)
    case .release: FieldValue(release)
    case .architectures: FieldValue(architectures.map(\.text))
    case .media: FieldValue(media?.rawValue)
    case .image: FieldValue(image.map(\.text))
    case .fromLicence: FieldValue(from?.licence?.rawValue)
    case .fromEdition: FieldValue(from?.edition?.text)
    case .machines: FieldValue(machines)
    case .office: FieldValue(office.map(\.text))
    case .servedBy: FieldValue(servedBy)
    case .build: FieldValue(build)
    case .domainJoined: FieldValue(domainJoined)
    case .forest: FieldValue(forest)
    case .activationType: FieldValue(activationType?.rawValue)
    case .lookupDomain: FieldValue(lookupDomain)
    case .hypervisor: FieldValue(virtualization?.hypervisor)
    case .virtualizationHost: FieldValue(virtualization?.host?.text)
    case .reimaged: FieldValue(reimaged)
    case .title: FieldValue(annotations.title)
    case .owner: FieldValue(annotations.owner)
    case .note: FieldValue(annotations.note)
    case .labels: FieldValue(annotations.labels.map(\.text))
    case .protected: annotations.protection
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .os: return value.assign(&os) { ProductID($0) }
    case .release: return value.assign(&release)
    case .architectures: return value.assign(&architectures) { WrittenArchitecture($0) }
    case .media: return value.assign(&media, Media.init(rawValue:))
    case .image: return value.assign(&image) { ProductID($0) }
    case .fromLicence:
      var licence: FormerLicence?
      guard value.assign(&licence, FormerLicence.init(rawValue:)) else { return false }
      setConversion(licence: licence, edition: from?.edition)
    case .fromEdition:
      var edition: ProductID?
      guard value.assign(&edition, { ProductID($0) }) else { return false }
      setConversion(licence: from?.licence, edition: edition)
    case .machines: return value.assign(&machines)
    case .office: return value.assign(&office) { ProductID($0) }
    case .servedBy: return value.assign(&servedBy) { $0 }
    case .build: return value.assign(&build)
    case .domainJoined: return value.assign(&domainJoined)
    case .forest: return value.assign(&forest)
    case .activationType: return value.assign(&activationType, ActivationType.init(rawValue:))
    case .lookupDomain: return value.assign(&lookupDomain)
    case .hypervisor:
      var hypervisor: String?
      guard value.assign(&hypervisor) else { return false }
      setVirtualization(hypervisor: hypervisor, host: virtualization?.host)
    case .virtualizationHost:
      var host: ProductID?
      guard value.assign(&host, { ProductID($0) }) else { return false }
      setVirtualization(hypervisor: virtualization?.hypervisor, host: host)
    case .reimaged: return value.assign(&reimaged)
    case .title: return value.assign(&annotations.title)
    case .owner: return value.assign(&annotations.owner)
    case .note: return value.assign(&annotations.note)
    case .labels: return annotations.setLabels(value)
    case .protected: return annotations.setProtection(value)
    }
    return true
  }

  /// Nothing said is nil, never an empty conversion: both sides must compare equal.
  package mutating func setConversion(licence: FormerLicence?, edition: ProductID?) {
    let said = licence != nil || edition != nil
    from = said ? Conversion(licence: licence, edition: edition) : nil
  }

  package mutating func setVirtualization(hypervisor: String?, host: ProductID?) {
    let said = hypervisor != nil || host != nil
    virtualization = said ? Virtualization(hypervisor: hypervisor, host: host) : nil
  }
}
