/// A KMS host of the organisation: a machine that activates others with a CSVLK.
package struct KMSHost: Managed {
  package static let kind = EntityKind.host
  package static var entries: WritableKeyPath<Inventory, EntrySet<Self>> { \.hosts }
  package static func entity(_ entry: Entry<Self>) -> Entity { .host(entry) }

  /// TCP port 1688; source: rule KMS001.
  package static let defaultPort = 1688
  /// Minutes between activation attempts; source: rule KMS002.
  package static let defaultActivationInterval = 120
  /// Minutes between renewals: seven days; source: rule KMS002.
  package static let defaultRenewalInterval = 10080

  package let name: String
  package var fqdn = ""
  /// Sorted.
  package var hostKeys: [KeyReference] = []
  package var os: ProductID?
  package var build: String?
  package var port = defaultPort
  package var publishDNS: Bool?
  /// Minutes.
  package var activationInterval = defaultActivationInterval
  /// Minutes.
  package var renewalInterval = defaultRenewalInterval
  /// Office licence packs installed, sorted.
  package var licencePacks: [String] = []
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

  package enum Field: String, CaseIterable, Sendable {
    case fqdn
    case hostKeys = "hostKey"
    case os, build, port, publishDNS, activationInterval, renewalInterval, licencePacks
    case activations
    case title, owner, note, labels, protected
  }

  package subscript(field: Field) -> FieldValue {
    switch field {
    case .fqdn: .text(fqdn)
    case .hostKeys: FieldValue(hostKeys.map(\.description))
    case .os: FieldValue(os?.text)
    case .build: FieldValue(build)
    case .port: .count(port)
    case .publishDNS: FieldValue(publishDNS)
    case .activationInterval: .count(activationInterval)
    case .renewalInterval: .count(renewalInterval)
    case .licencePacks: FieldValue(licencePacks)
    case .activations: FieldValue(activations)
    case .title: FieldValue(annotations.title)
    case .owner: FieldValue(annotations.owner)
    case .note: FieldValue(annotations.note)
    case .labels: FieldValue(annotations.labels.map(\.text))
    case .protected: annotations.protection
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .fqdn: return value.assign(required: &fqdn) { $0 }
    case .hostKeys: return value.assign(&hostKeys) { KeyReference($0) }
    case .os: return value.assign(&os) { ProductID($0) }
    case .build: return value.assign(&build)
    case .port: return value.assign(count: &port)
    case .publishDNS: return value.assign(&publishDNS)
    case .activationInterval: return value.assign(count: &activationInterval)
    case .renewalInterval: return value.assign(count: &renewalInterval)
    case .licencePacks: return value.assign(&licencePacks) { $0 }
    case .activations: return value.assign(&activations)
    case .title: return value.assign(&annotations.title)
    case .owner: return value.assign(&annotations.owner)
    case .note: return value.assign(&annotations.note)
    case .labels: return annotations.setLabels(value)
    case .protected: return annotations.setProtection(value)
    }
  }
}
