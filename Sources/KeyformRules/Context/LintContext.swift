internal import Dispatch
package import KeyformCore
internal import Synchronization

/// What rules look at: the desired state, the catalogue, the day, the settings, and every cross
/// reference resolved once.
package final class LintContext: Sendable {
  package let state: DesiredState
  package let catalog: ReferenceCatalog
  package let today: CalendarDate
  package let settings: RuleSettings
  /// The organisation's own DNS domains, as keyform.yaml lists them; empty: not said.
  package let domains: [String]
  /// The repository's own part of the catalogue.
  let ownCatalog: OwnCatalog

  /// Who activates which product of which deployment.
  let activation: ActivationModel
  /// Whether the repository says anything of hosts or directories.
  let describesServices: Bool
  /// The inventory's keys, then those of other projects that bindings refer to. An index into the
  /// inventory is an index into this list.
  let keys: [Entry<ProductKey>]
  /// By index into `keys`.
  let bindingsOfKey: RowIndex
  let bindingsOfDeployment: RowIndex
  let traits: [EditionTraits]
  let support: SupportTable
  /// The last end of support that a rule speaks of.
  let supportHorizon: CalendarDate
  /// The first day of which a remaining count is fresh.
  let countHorizon: CalendarDate
  /// Below which a remaining count is low.
  let lowCount: LowCount
  /// Of the inventory's keys.
  let values: KeyValues
  /// What other projects use, by key.
  private let crossProjectUses: [KeyReference: [CrossProjectUse]]
  /// Made when a rule first asks for it: most repositories are large without a single host.
  private let demandOfServices = Mutex<ServiceDemand?>(nil)
  private let foundBetterKeys = Mutex<BetterKeys?>(nil)

  package init(
    state: DesiredState, catalog: ReferenceCatalog, today: CalendarDate,
    settings: RuleSettings = RuleSettings(), domains: [String] = [], ownCatalog: OwnCatalog = .none
  ) {
    self.state = state
    self.catalog = catalog
    self.today = today
    self.settings = settings
    self.domains = domains
    self.ownCatalog = ownCatalog
    lowCount = LowCount(settings)
    countHorizon = Self.countHorizon(settings, today)
    supportHorizon = Self.supportHorizon(settings, today)
    crossProjectUses = Dictionary(grouping: state.crossProjectUses, by: \.key)
    let parts = Mutex(Parts())
    let inventory = state.inventory
    // Independent of each other, so both cores work.
    DispatchQueue.concurrentPerform(iterations: 3) { part in
      switch part {
      case 0:
        let values = KeyValues(state)
        parts.withLock { $0.values = values }
      case 1:
        let keys = ResolvedInventory.Keys(inventory, state.imported)
        parts.withLock { $0.keys = keys }
      default:
        let deployments = ResolvedInventory.Deployments(inventory)
        let tables = (EditionTraits.table(catalog), SupportTable(catalog))
        parts.withLock {
          $0.deployments = deployments
          $0.tables = tables
        }
      }
    }
    let made = parts.withLock { $0 }
    values = made.values ?? KeyValues(state)
    let resolved = ResolvedInventory(
      inventory, state.imported, catalog, keys: made.keys, deployments: made.deployments)
    activation = ActivationModel(resolved)
    describesServices = inventory.hosts.count + inventory.directories.count > 0
    keys = resolved.keys
    bindingsOfKey = resolved.bindingsOfKey
    bindingsOfDeployment = resolved.bindingsOfDeployment
    (traits, support) = made.tables ?? ([], SupportTable(catalog))
  }

  /// The facts of another one with other settings. `inventory` may differ from its own in what entries
  /// silence, and in nothing else.
  package init(of other: LintContext, settings: RuleSettings, inventory: Inventory) {
    var state = other.state
    state.inventory = inventory
    self.state = state
    self.settings = settings
    catalog = other.catalog
    today = other.today
    domains = other.domains
    ownCatalog = other.ownCatalog
    activation = other.activation
    describesServices = other.describesServices
    keys = other.keys
    bindingsOfKey = other.bindingsOfKey
    bindingsOfDeployment = other.bindingsOfDeployment
    traits = other.traits
    support = other.support
    values = other.values
    crossProjectUses = other.crossProjectUses
    lowCount = LowCount(settings)
    countHorizon = Self.countHorizon(settings, today)
    supportHorizon = Self.supportHorizon(settings, today)
  }

  private static func countHorizon(
    _ settings: RuleSettings, _ today: CalendarDate
  ) -> CalendarDate {
    today.adding(days: -settings.days(of: "CNT003", standard: 30))
  }

  private static func supportHorizon(
    _ settings: RuleSettings, _ today: CalendarDate
  ) -> CalendarDate {
    today.adding(days: settings.days(of: "LC002", standard: 180))
  }

  private struct Parts {
    var values: KeyValues?
    var keys: ResolvedInventory.Keys?
    var deployments: ResolvedInventory.Deployments?
    var tables: (traits: [EditionTraits], support: SupportTable)?
  }
}

extension LintContext {
  var inventory: Inventory { state.inventory }

  /// The key that a binding refers to, of this project or of an imported one.
  func key(ofBinding index: Int) -> Entry<ProductKey>? {
    activation.side.keyIndex(ofBinding: index).map { keys[$0] }
  }

  func deployment(ofBinding index: Int) -> Entry<Deployment>? {
    deploymentIndex(ofBinding: index).map { state.inventory.deployments.entries[$0] }
  }

  func deploymentIndex(ofBinding index: Int) -> Int? {
    activation.side.deploymentIndex(ofBinding: index)
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

  /// What the hosts and directories of the repository are asked for.
  var demand: ServiceDemand {
    demandOfServices.withLock { made in
      if let made { return made }
      let demand = ServiceDemand(activation)
      made = demand
      return demand
    }
  }

  func binding(_ index: Int32) -> Entry<Binding> {
    state.inventory.bindings.entries[Int(index)]
  }

  /// What other projects use of a key, as far as the target was asked.
  func crossProjectUses(of key: KeyReference) -> [CrossProjectUse] {
    crossProjectUses.isEmpty ? [] : crossProjectUses[key] ?? []
  }

  /// What is known of an edition; nil where the catalogue does not know the id.
  func traits(of id: ProductID) -> EditionTraits? {
    let slot = Int(id.slot)
    return slot >= 0 && slot < traits.count ? traits[slot] : nil
  }
}

extension LintContext {
  /// The key that a host or directory refers to.
  func key(_ reference: KeyReference) -> Entry<ProductKey>? {
    guard let project = reference.project else { return state.inventory.keys[reference.name] }
    return state.imported[project]?[reference.name]
  }
}
