internal import KeyformCore

/// What is written of an entry: its fields in the order of the format's tables, what goes without
/// saying left out.
struct EntryNodes {
  let catalog: ReferenceCatalog

  func fields(of entry: Entry<Binding>) -> [YAMLNode.Field] {
    let binding = entry.value
    let schema = ResourceSchema.bindings
    var nodes = FieldNodes()
    for field in BindingField.allCases {
      let name = schema.fields[field.rawValue].name
      switch field {
      case .deployment: nodes.add(name, text: binding.deployment)
      case .key: nodes.add(name, text: binding.key.description)
      case .use: nodes.add(name, use: binding.use)
      case .machines: nodes.add(name, count: binding.machines)
      case .activated: nodes.add(name, observation: binding.activated)
      }
    }
    nodes.add(common: binding.annotations, of: entry, schema)
    return nodes.fields
  }

  func fields(of entry: Entry<KMSHost>) -> [YAMLNode.Field] {
    let host = entry.value
    let schema = ResourceSchema.hosts
    var nodes = FieldNodes()
    for field in HostField.allCases {
      let name = schema.fields[field.rawValue].name
      switch field {
      case .fqdn: nodes.add(name, text: host.fqdn)
      case .hostKey: nodes.add(name, oneOrList: host.hostKeys.map(\.description))
      case .os: nodes.add(name, text: host.os?.text)
      case .build: nodes.add(name, text: host.build)
      case .port: nodes.add(name, count: host.port, unless: KMSHost.defaultPort)
      case .publishDNS: nodes.add(name, flag: host.publishDNS)
      case .activationInterval:
        nodes.add(
          name, count: host.activationInterval, unless: KMSHost.defaultActivationInterval)
      case .renewalInterval:
        nodes.add(name, count: host.renewalInterval, unless: KMSHost.defaultRenewalInterval)
      case .licencePacks: nodes.add(name, texts: host.licencePacks)
      case .activations: nodes.add(name, count: host.activations)
      }
    }
    nodes.add(common: host.annotations, of: entry, schema)
    return nodes.fields
  }

  func fields(of entry: Entry<Directory>) -> [YAMLNode.Field] {
    let directory = entry.value
    let schema = ResourceSchema.directories
    var nodes = FieldNodes()
    for field in DirectoryField.allCases {
      let name = schema.fields[field.rawValue].name
      switch field {
      case .forest: nodes.add(name, text: directory.forest)
      case .hostKey: nodes.add(name, oneOrList: directory.hostKeys.map(\.description))
      }
    }
    nodes.add(common: directory.annotations, of: entry, schema)
    return nodes.fields
  }
}
