extension EntryExplanation {
  /// Gathers what the repository says of the entry at `address`; nil where it has none.
  ///
  /// `others` are keys of other projects as far as they are known; of `diagnostics` those on the
  /// entry are taken.
  package init?(
    of address: Address, in inventory: Inventory, others: [String: EntrySet<ProductKey>] = [:],
    catalog: ReferenceCatalog, today: CalendarDate, place: Place?, diagnostics: [Diagnostic],
    lastChange: LastChange
  ) {
    guard let entity = inventory[address] else { return nil }
    let resolved = ResolvedInventory(inventory, others, catalog)
    let model = ActivationModel(resolved)
    let found = EntryServices(model).serving(entity)
    self.init(
      entity: entity, place: place, links: EntryLinks(resolved).of(entity),
      balance: Self.balance(entity, resolved), hostUse: Self.hostUse(entity, inventory, catalog),
      services: found.services, unserved: found.unserved,
      support: EntrySupport.of(entity, catalog, today: today),
      diagnostics: diagnostics.filter { $0.address == address }, lastChange: lastChange,
      conversion: Self.conversion(entity, model))
  }

  /// What is called nearly as `address`, of the same kind.
  package static func near(_ address: Address, in inventory: Inventory) -> Address? {
    let names: [String] =
      switch address.kind {
      case .key: inventory.keys.entries.map(\.name)
      case .deployment: inventory.deployments.entries.map(\.name)
      case .binding: inventory.bindings.entries.map(\.name)
      case .host: inventory.hosts.entries.map(\.name)
      case .directory: inventory.directories.entries.map(\.name)
      }
    return SpellingSuggestion.suggestion(for: address.name, in: names).map {
      Address(address.kind, $0)
    }
  }

  private static func balance(_ entity: Entity, _ resolved: ResolvedInventory) -> KeyBalance? {
    guard case .key(let entry) = entity, entry.value.keyKind?.isCounted ?? false,
      let index = resolved.inventory.keys.index(of: entry.name)
    else { return nil }
    var need = ActivationNeed()
    for place in resolved.bindingsOfKey[index] {
      need.add(
        resolved.binding(place),
        on: resolved.deploymentIndex(ofBinding: Int(place)).map(resolved.deployment))
    }
    return KeyBalance(entry.value, need)
  }

  private static func hostUse(
    _ entity: Entity, _ inventory: Inventory, _ catalog: ReferenceCatalog
  ) -> HostKeyUse? {
    guard case .key(let entry) = entity, entry.value.keyKind == .csvlk else { return nil }
    let reference = KeyReference(name: entry.name)
    return HostKeyUse(
      hosts: inventory.hosts.entries.count { $0.value.hostKeys.contains(reference) },
      allowed: entry.value.hosts ?? catalog.thresholds?.hostsPerKey ?? 6,
      covers: catalog.covered(by: entry.value.products.map(\.product)))
  }

  private static func conversion(_ entity: Entity, _ model: ActivationModel) -> [ConversionStep] {
    guard case .deployment(let entry) = entity,
      let index = model.side.inventory.deployments.index(of: entry.name)
    else { return [] }
    return ConversionSteps(of: index, model)?.steps ?? []
  }
}
