/// Finds the KMS hosts and directories that an entry has to do with.
struct EntryServices {
  let model: ActivationModel
  private var resolved: ResolvedInventory { model.side }

  /// Those that serve it, by address, and the products that nothing covers.
  func serving(_ entity: Entity) -> (services: [EntryService], unserved: [String]) {
    if model.services.services.isEmpty { return ([], []) }
    switch entity {
    case .deployment(let entry):
      guard let index = resolved.inventory.deployments.index(of: entry.name) else { break }
      return serving([index])
    case .binding(let entry):
      guard let index = resolved.inventory.bindings.index(of: entry.name),
        let key = resolved.keyIndex(ofBinding: index),
        resolved.keys[key].value.keyKind == .gvlk, entry.value.use.contains(.activation),
        let deployment = resolved.deploymentIndex(ofBinding: index)
      else { break }
      return serving([deployment], with: resolved.keys[key].value)
    case .key(let entry) where entry.value.keyKind == .gvlk: return serving(entry.value)
    case .key(let entry) where entry.value.keyKind == .csvlk:
      let reference = KeyReference(name: entry.name)
      return (described { hostKeys($0.address).contains(reference) }, [])
    case .key: break
    default: return (described { $0.address == entity.address }, [])
    }
    return ([], [])
  }

  /// Those that the deployments of a GVLK ask; where none does, all that cover it.
  private func serving(_ key: ProductKey) -> (services: [EntryService], unserved: [String]) {
    let index = resolved.inventory.keys.index(of: key.name)
    let bindings = index.map { resolved.bindingsOfKey[$0] } ?? []
    let deployments = bindings.filter { resolved.binding($0).use.contains(.activation) }
      .compactMap { resolved.deploymentIndex(ofBinding: Int($0)) }
    if !deployments.isEmpty { return serving(deployments, with: key) }
    let covering = key.products.map { model.covering($0) }
    return (described(Set(covering.joined())), [])
  }

  /// `key`: only products that it is for.
  private func serving(
    _ deployments: [Int], with key: ProductKey? = nil
  ) -> (services: [EntryService], unserved: [String]) {
    var places = Set<Int>()
    var unserved: [String] = []
    for index in deployments {
      let deployment = resolved.deployment(index)
      for product in deployment.products {
        let product = resolved.catalog.linked(product)
        if let key {
          let own = key.products.map { resolved.catalog.linked($0) }
          guard ProductMatch.fits(own, product, release: deployment.release) else { continue }
        }
        let way = model.way(of: index, for: product)
        places.formUnion(way.services)
        if way.paths.contains(.unserved) { unserved.append(product.text) }
      }
    }
    return (described(places), Set(unserved).sorted())
  }

  private func hostKeys(_ address: Address) -> [KeyReference] {
    resolved.inventory[address]?.keyReferences ?? []
  }

  private func described(where isMeant: (ServiceTable.Service) -> Bool) -> [EntryService] {
    let services = model.services.services
    return described(Set(services.indices.filter { isMeant(services[$0]) }))
  }

  private func described(_ places: Set<Int>) -> [EntryService] {
    let loads = ServiceDemand(model).loads
    let catalog = resolved.catalog
    let needed = catalog.thresholds.map(ServiceCounts.init)
    return places.sorted().map { place in
      let service = model.services.services[place]
      var text = service.place
      if case .host(let entry) = resolved.inventory[service.address] {
        text += ":\(entry.value.port)"
      }
      let covers = service.isUnknown ? nil : catalog.covered(by: service.groups)
      return EntryService(
        service: service.address, place: text, covers: covers, asked: loads[place].counts,
        needed: service.address.kind == .host ? needed : nil)
    }
  }
}
