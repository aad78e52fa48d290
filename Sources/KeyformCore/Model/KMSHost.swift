/// A KMS host of the organisation: a machine that activates others with a CSVLK.
package struct KMSHost: Managed {
  package static let kind = EntityKind.host

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

  package enum Field: String, CaseIterable, Sendable {
    case fqdn
    case hostKeys = "hostKey"
    case os, build, port, publishDNS, activationInterval, renewalInterval, licencePacks
    case activations
    case title, owner, note, labels
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
    }
  }

  package mutating func set(_ field: Field, to value: FieldValue) -> Bool {
    switch field {
    case .fqdn: return value.assign(required: &fqdn) { $0 }
    case .hostKeys: hostKeys = value.strings.map { KeyReference($0) }
    case .os: os = value.string.map { ProductID($0) }
    case .build: build = value.string
    case .port: return value.assign(count: &port)
    case .publishDNS: publishDNS = value.boolean
    case .activationInterval: return value.assign(count: &activationInterval)
    case .renewalInterval: return value.assign(count: &renewalInterval)
    case .licencePacks: licencePacks = value.strings
    case .activations: activations = value.integer
    case .title: annotations.title = value.string
    case .owner: annotations.owner = value.string
    case .note: annotations.note = value.string
    case .labels: return annotations.setLabels(value)
    }
    return true
  }
}

extension FieldValue {
  fileprivate func assign(count target: inout Int) -> Bool {
    guard let integer else { return false }
    target = integer
    return true
  }
}
