/// Finds what an entry has to do with: the other ends of its bindings, host keys and their hosts.
struct EntryLinks {
  let resolved: ResolvedInventory

  func of(_ entity: Entity) -> [EntryLink] {
    switch entity {
    case .key(let entry):
      guard let index = resolved.inventory.keys.index(of: entry.name) else { return [] }
      return resolved.bindingsOfKey[index].map(deployment) + users(of: entry.name)
    case .deployment(let entry):
      guard let index = resolved.inventory.deployments.index(of: entry.name) else { return [] }
      return resolved.bindingsOfDeployment[index].map(key)
    case .binding(let entry):
      guard let index = resolved.inventory.bindings.index(of: entry.name) else { return [] }
      return [key(Int32(index)), deployment(Int32(index))]
    default: return entity.keyReferences.map(hostKey)
    }
  }

  private func deployment(_ place: Int32) -> EntryLink {
    let deployment = resolved.deployment(ofBinding: place)
    let about = [deployment?.os?.text, deployment?.release].compactMap(\.self)
    return link(
      place, "deployment/\(resolved.binding(place).deployment)", about.joined(separator: " "))
  }

  private func key(_ place: Int32) -> EntryLink {
    let about = Self.about(resolved.key(ofBinding: place))
    return link(place, "key/\(resolved.binding(place).key)", about)
  }

  private func link(_ place: Int32, _ address: String, _ about: String) -> EntryLink {
    let binding = resolved.binding(place)
    return EntryLink(
      address: address, binding: binding.name, use: binding.use,
      machines: binding.machines ?? resolved.deployment(ofBinding: place)?.machines,
      activated: binding.activated, about: about)
  }

  private func hostKey(_ reference: KeyReference) -> EntryLink {
    EntryLink(address: "key/\(reference)", about: Self.about(resolved.key(reference)))
  }

  private func users(of name: String) -> [EntryLink] {
    let reference = KeyReference(name: name)
    let hosts = resolved.inventory.hosts.entries.filter { $0.value.hostKeys.contains(reference) }
    let directories = resolved.inventory.directories.entries.filter {
      $0.value.hostKeys.contains(reference)
    }
    return hosts.map { EntryLink(address: "host/\($0.name)", about: $0.value.fqdn) }
      + directories.map { EntryLink(address: "directory/\($0.name)", about: $0.value.forest) }
  }

  /// Kind and, where it is not the usual one, state.
  private static func about(_ key: ProductKey?) -> String {
    guard let key else { return "not known here" }
    let state = key.state == .active ? nil : key.state.rawValue
    return [key.keyKind?.rawValue, state].compactMap(\.self).joined(separator: ", ")
  }
}
