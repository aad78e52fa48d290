internal import KeyformCore

/// The columns of an entity's line in a plan: what people know it by.
struct EntityColumns {
  let cells: (String, String, String)

  init(_ entity: Entity, _ masking: Masking) {
    switch entity {
    case .key(let entry):
      let key = entry.value
      cells = (
        key.keyKind?.rawValue ?? "", Self.list(key.products), key.shownValue(masking) ?? ""
      )
    case .deployment(let entry):
      let deployment = entry.value
      let os = deployment.os?.text ?? ""
      cells = (
        deployment.release.map { "\(os) \($0)" } ?? os,
        deployment.architectures.count == 1
          ? deployment.architectures[0].text
          : deployment.architectures.map(\.text).joined(separator: ", "),
        deployment.machines.map { $0 == 1 ? "1 machine" : "\($0) machines" } ?? ""
      )
    case .binding(let entry):
      let binding = entry.value
      cells = (binding.deployment, binding.key.description, Self.words(binding.use))
    case .host(let entry):
      cells = (entry.value.fqdn, Self.list(entry.value.hostKeys), entry.value.os?.text ?? "")
    case .directory(let entry):
      cells = (entry.value.forest, Self.list(entry.value.hostKeys), "")
    }
  }

  private static func list(_ items: [some CustomStringConvertible]) -> String {
    if items.count == 1 { return items[0].description }
    return items.map(\.description).joined(separator: ", ")
  }

  private static func words(_ use: KeyUse) -> String {
    switch use {
    case .installation: "installation"
    case .activation: "activation"
    default: use.words.joined(separator: ", ")
    }
  }

  /// Whether the line of the kind already shows the field.
  static func shows(_ field: ProductKey.Field) -> Bool {
    switch field {
    case .kind, .products, .value, .tail, .check: true
    case .state, .quantity, .remaining, .remainingAsOf, .licences, .agreement, .use,
      .architectures, .hosts, .sharedWith, .title, .owner, .note, .labels:
      false
    }
  }

  static func shows(_ field: Deployment.Field) -> Bool {
    switch field {
    case .os, .release, .architectures, .machines: true
    case .media, .image, .fromLicence, .fromEdition, .office, .servedBy, .build, .domainJoined,
      .forest, .activationType, .hypervisor, .virtualizationHost, .reimaged, .title, .owner,
      .note, .labels:
      false
    }
  }

  static func shows(_ field: Binding.Field) -> Bool {
    switch field {
    case .deployment, .key, .use: true
    case .machines, .activated, .activatedAsOf, .title, .owner, .note, .labels: false
    }
  }

  static func shows(_ field: KMSHost.Field) -> Bool {
    switch field {
    case .fqdn, .hostKeys, .os: true
    case .build, .port, .publishDNS, .activationInterval, .renewalInterval, .licencePacks,
      .activations, .title, .owner, .note, .labels:
      false
    }
  }

  static func shows(_ field: Directory.Field) -> Bool {
    switch field {
    case .forest, .hostKeys: true
    case .title, .owner, .note, .labels: false
    }
  }
}
