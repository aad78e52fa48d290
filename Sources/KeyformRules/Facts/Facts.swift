internal import Dispatch
package import KeyformCore
internal import Synchronization

/// What rules look at: the desired state, the catalogue, the day, the settings, and every cross
/// reference resolved once.
package final class Facts: Sendable {
  package let state: DesiredState
  package let catalog: ReferenceCatalog
  package let today: CalendarDate
  package let settings: RuleSettings
  /// The organisation's own DNS domains, as keyform.yaml lists them; empty: not said.
  package let domains: [String]
  /// The repository's own part of the catalogue.
  let ownCatalog: OwnCatalog

  /// The inventory's keys, then those of other projects that bindings refer to. An index into the
  /// inventory is an index into this list.
  let keys: [Entry<ProductKey>]
  /// By index into `keys`.
  let bindingsOfKey: Grouping
  let bindingsOfDeployment: Grouping
  let traits: [EditionTraits]
  let support: SupportTable
  /// What the hosts and directories activate.
  let services: ServiceCoverage
  /// The last end of support that a rule speaks of.
  let supportHorizon: CalendarDate
  /// The first day of which a remaining count is fresh.
  let countHorizon: CalendarDate
  /// Below which a remaining count is low.
  let lowCount: LowCount
  /// Of the inventory's keys.
  let values: KeyValues
  /// What other projects use, by key.
  private let foreignUses: [KeyReference: [ForeignUse]]
  /// Indexes into `keys` and the inventory's deployments, by binding; -1 where there is none.
  private let keyOfBinding: [Int32]
  private let deploymentOfBinding: [Int32]
  /// Made when a rule first asks for it: most repositories are large without a single host.
  private let serviceOfHosts = Mutex<HostService?>(nil)
  private let foundBetterKeys = Mutex<BetterKeys?>(nil)

  package init(
    state: DesiredState, catalog: ReferenceCatalog, today: CalendarDate,
    settings: RuleSettings = RuleSettings(), domains: [String] = [],
    ownCatalog: OwnCatalog = .none
  ) {
    self.state = state
    self.catalog = catalog
    self.today = today
    self.settings = settings
    self.domains = domains
    self.ownCatalog = ownCatalog
    lowCount = LowCount(settings)
    countHorizon = CNT003MAKCountStale.horizon(today, settings)
    supportHorizon = LC002EndingSoon.horizon(today, settings)
    foreignUses = Dictionary(grouping: state.foreignUses, by: \.key)
    let parts = Mutex(Parts())
    let inventory = state.inventory
    // Independent of each other, so both cores work.
    DispatchQueue.concurrentPerform(iterations: 3) { part in
      switch part {
      case 0:
        let values = KeyValues(state)
        parts.withLock { $0.values = values }
      case 1:
        let targets = BindingTargets(inventory, state.imported)
        let byKey = Grouping(
          targets.keys, count: inventory.keys.count + targets.imported.count)
        parts.withLock { $0.bindings = (targets, byKey) }
      default:
        var lookup = NameLookup(inventory.deployments.entries.map { $0.value.name }).cursor()
        let indexes = inventory.bindings.entries.map { lookup.index(of: $0.value.deployment) }
        let grouping = Grouping(indexes, count: inventory.deployments.count)
        let traits = EditionTraits.table(catalog)
        let support = SupportTable(catalog)
        let services = ServiceCoverage(state, catalog)
        parts.withLock {
          $0.deployments = (indexes, grouping, traits, support)
          $0.services = services
        }
      }
    }
    let made = parts.withLock { $0 }
    values = made.values ?? KeyValues(state)
    let bindings =
      made.bindings ?? (BindingTargets(inventory, state.imported), Grouping([], count: 0))
    keyOfBinding = bindings.targets.keys
    keys = inventory.keys.entries + bindings.targets.imported
    bindingsOfKey = bindings.byKey
    let deployments =
      made.deployments ?? ([], Grouping([], count: 0), [], SupportTable(catalog))
    deploymentOfBinding = deployments.indexes
    bindingsOfDeployment = deployments.grouping
    traits = deployments.traits
    support = deployments.support
    services = made.services ?? ServiceCoverage(state, catalog)
  }

  private struct Parts {
    var values: KeyValues?
    var services: ServiceCoverage?
    var bindings: (targets: BindingTargets, byKey: Grouping)?
    var deployments:
      (indexes: [Int32], grouping: Grouping, traits: [EditionTraits], support: SupportTable)?
  }
}

extension Facts {
  var inventory: Inventory { state.inventory }

  /// The key that a binding refers to, of this project or of an imported one.
  func key(ofBinding index: Int) -> Entry<ProductKey>? {
    let key = Int(keyOfBinding[index])
    return key < 0 ? nil : keys[key]
  }

  func deployment(ofBinding index: Int) -> Entry<Deployment>? {
    let deployment = Int(deploymentOfBinding[index])
    return deployment < 0 ? nil : state.inventory.deployments.entries[deployment]
  }

  func deploymentIndex(ofBinding index: Int) -> Int? {
    let deployment = Int(deploymentOfBinding[index])
    return deployment < 0 ? nil : deployment
  }

  /// Which keys deployments could use and do not.
  var betterKeys: BetterKeys {
    foundBetterKeys.withLock { made in
      if let made { return made }
      let choice = BetterKeys(self)
      made = choice
      return choice
    }
  }

  /// What asks the KMS hosts of the repository.
  var hostService: HostService {
    serviceOfHosts.withLock { made in
      if let made { return made }
      let service = HostService(self)
      made = service
      return service
    }
  }

  func binding(_ index: Int32) -> Entry<Binding> {
    state.inventory.bindings.entries[Int(index)]
  }

  /// What other projects use of a key, as far as the target was asked.
  func foreignUses(of key: KeyReference) -> [ForeignUse] {
    foreignUses.isEmpty ? [] : foreignUses[key] ?? []
  }

  /// What is known of an edition; nil where the catalogue does not know the id.
  func traits(of id: ProductID) -> EditionTraits? {
    let slot = Int(id.slot)
    return slot >= 0 && slot < traits.count ? traits[slot] : nil
  }
}

extension Facts {
  /// The key that a host or directory refers to.
  func key(_ reference: KeyReference) -> Entry<ProductKey>? {
    guard let project = reference.project else { return state.inventory.keys[reference.name] }
    return state.imported[project]?[reference.name]
  }
}
