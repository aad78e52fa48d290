/// Everything that is known of one entry.
package struct EntryExplanation: Sendable {
  package let entity: Entity
  /// Where it is written.
  package let place: FileLocation?
  /// What it is bound to, in the order of addresses; both ends of a binding.
  package let links: [EntryLink]
  /// Of a key with counted activations.
  package let balance: KeyBalance?
  /// Of a CSVLK.
  package let hostUse: HostKeyUse?
  /// KMS hosts and directories that serve it; itself, where it is one. By address.
  package let services: [EntryService]
  /// Products that need a KMS host or a directory, and none of the repository covers; by id.
  package let unserved: [String]
  /// Until when its products are supported, in the order in which it names them.
  package let support: [EntrySupport]
  /// Findings on it.
  package let diagnostics: [Diagnostic]
  package let lastChange: LastChange
  /// The steps of a deployment with `from`.
  package let conversion: [ConversionStep]

  package var address: Address { entity.address }

  package init(
    entity: Entity, place: FileLocation?, links: [EntryLink] = [], balance: KeyBalance? = nil,
    hostUse: HostKeyUse? = nil, services: [EntryService] = [], unserved: [String] = [],
    support: [EntrySupport] = [], diagnostics: [Diagnostic] = [],
    lastChange: LastChange = .notAsked("no target is named"), conversion: [ConversionStep] = []
  ) {
    self.entity = entity
    self.place = place
    self.links = links
    self.balance = balance
    self.hostUse = hostUse
    self.services = services
    self.unserved = unserved
    self.support = support
    self.diagnostics = diagnostics
    self.lastChange = lastChange
    self.conversion = conversion
  }
}

/// Another entry that an entry has to do with.
package struct EntryLink: Hashable, Sendable {
  /// Such as `key/platform:mak`: a key of another project keeps its prefix.
  package let address: String
  /// The binding's name; nil: the link is that between a host key and a host or directory.
  package let binding: String?
  package let use: KeyUse
  /// The binding's, or else its deployment's; nil: not said.
  package let machines: Int?
  package let activated: Observation?
  /// What kind of thing it is, in a word or two: `mak, standby`, `windows-11/enterprise 25H2`.
  package let about: String

  package init(
    address: String, binding: String? = nil, use: KeyUse = [], machines: Int? = nil,
    activated: Observation? = nil, about: String = ""
  ) {
    self.address = address
    self.binding = binding
    self.use = use
    self.machines = machines
    self.activated = activated
    self.about = about
  }
}

/// What a CSVLK covers, and how many KMS hosts it makes of how many it may (rule CNT006).
package struct HostKeyUse: Hashable, Sendable {
  package let hosts: Int
  package let allowed: Int
  /// Slugs of the products that it activates.
  package let covers: [String]

  package init(hosts: Int, allowed: Int, covers: [String]) {
    self.hosts = hosts
    self.allowed = allowed
    self.covers = covers
  }
}

/// A KMS host or directory, what it covers and who may ask it.
package struct EntryService: Hashable, Sendable {
  package let service: Address
  /// `fqdn:port` of the host, or the forest.
  package let place: String
  /// Slugs of the products that its host keys activate; nil: not known.
  package let covers: [String]?
  /// Upper bounds, of this repository's deployments.
  package let asked: ServiceCounts
  /// Counts from which it activates; nil: a directory needs none.
  package let needed: ServiceCounts?

  package init(
    service: Address, place: String, covers: [String]?, asked: ServiceCounts, needed: ServiceCounts?
  ) {
    self.service = service
    self.place = place
    self.covers = covers
    self.asked = asked
    self.needed = needed
  }
}

/// Until when one product is supported.
package struct EntrySupport: Hashable, Sendable {
  /// The product's id.
  package let product: String
  package let release: String?
  /// Whether there are releases that leave support before this one.
  package let isNewest: Bool
  /// The last day without Extended Security Updates.
  package let end: CalendarDate
  package let esuEnd: CalendarDate?
  /// From today to the last day; negative: since then.
  package let days: Int

  package init(
    product: String, release: String?, isNewest: Bool, end: CalendarDate, esuEnd: CalendarDate?,
    days: Int
  ) {
    self.product = product
    self.release = release
    self.isNewest = isNewest
    self.end = end
    self.esuEnd = esuEnd
    self.days = days
  }
}

/// What the journal of a target says of an entry's row.
package enum LastChange: Hashable, Sendable {
  /// Why there was no target to ask.
  case notAsked(String)
  /// The target, and why it did not answer.
  case unreachable(String, reason: String)
  /// The target has no tables, or its journal knows nothing of the row.
  case none(String)
  case known(String, LastWriter)
}

extension EntryExplanation {
  /// Gathers what the repository says of the entry at `address`; nil where it has none.
  ///
  /// `others` are keys of other projects as far as they are known; of `diagnostics` those on the
  /// entry are taken.
  package init?(
    of address: Address, in inventory: Inventory, others: [String: EntrySet<ProductKey>] = [:],
    catalog: ReferenceCatalog, today: CalendarDate, place: FileLocation?, diagnostics: [Diagnostic],
    lastChange: LastChange
  ) {
    guard let entity = inventory[address] else { return nil }
    let resolved = ResolvedInventory(inventory, others, catalog)
    let model = ActivationModel(resolved)
    let found = EntryServices(model: model).serving(entity)
    self.init(
      entity: entity, place: place, links: EntryLinks(resolved: resolved).of(entity),
      balance: Self.balance(entity, resolved), hostUse: Self.hostUse(entity, inventory, catalog),
      services: found.services, unserved: found.unserved,
      support: EntrySupport.of(entity, catalog, today: today),
      diagnostics: diagnostics.filter { $0.address == address }, lastChange: lastChange,
      conversion: Self.conversion(entity, model))
  }

  /// What is called nearly as `address`, of the same kind.
  package static func near(_ address: Address, in inventory: Inventory) -> Address? {
    SpellingSuggestion.suggestion(for: address.name, in: inventory.names(of: address.kind)).map {
      Address(address.kind, $0)
    }
  }

  private static func balance(_ entity: Entity, _ resolved: ResolvedInventory) -> KeyBalance? {
    guard case .key(let entry) = entity, entry.value.keyKind?.isCounted ?? false,
      let index = resolved.inventory.keys.index(of: entry.name)
    else { return nil }
    return KeyBalance(entry.value, ActivationNeed(ofKey: index, resolved))
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
