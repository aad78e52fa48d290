internal import KeyformCore

extension EntryNodes {
  /// `bindings` are those that stand in short form, in the order of their keys.
  func fields(
    of entry: Entry<Deployment>, with bindings: [Entry<Binding>]
  ) -> [YAMLNode.Field] {
    let deployment = entry.value
    let schema = ResourceSchema.deployments
    var nodes = FieldNodes()
    for field in DeploymentField.allCases {
      let name = schema.fields[field.rawValue].name
      switch field {
      case .os: nodes.add(name, text: deployment.os?.text)
      case .release: nodes.add(name, text: deployment.release)
      case .architecture: nodes.add(name, oneOrList: deployment.architectures.map(\.text))
      case .media: nodes.add(name, word: deployment.media?.rawValue)
      case .image: nodes.add(name, texts: deployment.image.map(\.text))
      case .from: nodes.add(name, parts: Self.nodes(of: deployment.from))
      case .machines: nodes.add(name, count: deployment.machines)
      case .office: nodes.add(name, texts: deployment.office.map(\.text))
      case .keys:
        var keys = FieldNodes()
        for binding in bindings {
          keys.add(binding.value.key.description, use: binding.value.use)
        }
        nodes.add(name, parts: keys)
      case .servedBy: nodes.add(name, texts: deployment.servedBy)
      case .build: nodes.add(name, text: deployment.build)
      case .domainJoined: nodes.add(name, flag: deployment.domainJoined)
      case .forest: nodes.add(name, text: deployment.forest)
      case .activationType: nodes.add(name, word: deployment.activationType?.rawValue)
      case .lookupDomain: nodes.add(name, text: deployment.lookupDomain)
      case .virtualization: nodes.add(name, parts: Self.nodes(of: deployment.virtualization))
      case .reimaged: nodes.add(name, flag: deployment.reimaged)
      }
    }
    nodes.add(common: deployment.annotations, of: entry, schema)
    return nodes.fields
  }

  private static func nodes(of conversion: Conversion?) -> FieldNodes {
    var nodes = FieldNodes()
    for field in ConversionField.allCases {
      switch field {
      case .licence: nodes.add(field.spec.name, word: conversion?.licence?.rawValue)
      case .edition: nodes.add(field.spec.name, text: conversion?.edition?.text)
      }
    }
    return nodes
  }

  private static func nodes(of virtualization: Virtualization?) -> FieldNodes {
    var nodes = FieldNodes()
    for field in VirtualizationField.allCases {
      switch field {
      case .hypervisor: nodes.add(field.spec.name, text: virtualization?.hypervisor)
      case .host: nodes.add(field.spec.name, text: virtualization?.host?.text)
      }
    }
    return nodes
  }
}
