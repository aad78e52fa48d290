/// Who activates which product of which deployment: of the files, or of what a target holds.
///
/// The active keys that are bound for activation give the ways; a GVLK asks the services that
/// `servedBy` names, else all, as far as the machines can ask them, and those answer whose host keys
/// cover the product. Rules, impact, explanations, `which` and conversions ask this type and nothing
/// else, so that one machine has one answer everywhere.
///
/// Source: Microsoft, plan for volume activation; slmgr.vbs options; for Office: tools to manage
/// volume activation, and activate by using Active Directory. Shared by reference: it is asked once
/// for each deployment.
package final class ActivationModel: Sendable {
  /// How machines may activate one product.
  package struct Way: Sendable {
    package fileprivate(set) var paths: ActivationPaths = []
    /// Nil: not known.
    package fileprivate(set) var machines: Int?
    /// Places of the active bindings that give a way.
    package fileprivate(set) var bindings: [Int32] = []
    /// Places of the hosts and directories that answer.
    package fileprivate(set) var services: [Int] = []

    package init() {}
  }

  package let side: ResolvedInventory
  package let services: ServiceTable
  /// Whether the project describes who answers. Where it describes no hosts and no directories it
  /// says nothing of them: whoever can be asked is taken to answer.
  private let describesServices: Bool

  /// `isComplete`: nobody answers but the hosts and directories that are described, even where there
  /// are none.
  package init(_ side: ResolvedInventory, _ services: ServiceTable? = nil, isComplete: Bool = false)
  {
    self.side = side
    self.services = services ?? ServiceTable(side.inventory, side.catalog) { side.key($0) }
    describesServices = isComplete || !self.services.services.isEmpty
  }

  private var catalog: ReferenceCatalog { side.catalog }

  /// Of a product of the deployment at `index`. A further way of activation is added here.
  package func way(of index: Int, for product: ProductID) -> Way {
    let entry = side.inventory.deployments.entries[index]
    let product = catalog.linked(product)
    var way = Way()
    var machines = MachineSum()
    var hasGVLK = false
    side.forEachActiveKey(of: index) { active in
      let path = ActivationPaths(active.key.value.keyKind)
      guard active.isGVLK || !path.isEmpty, activates(active.key, product, entry) else { return }
      if active.isGVLK { hasGVLK = true }
      way.paths.formUnion(path)
      way.bindings.append(active.binding)
      machines.add(active.machines)
    }
    way.machines = machines.capped(by: entry.value.machines)
    if !hasGVLK {
      guard product == entry.value.os, usesKeyOfMedium(index) else { return way }
    }
    let asked = asked(by: entry, for: product)
    way.services = services.serving(asked, productIndex(product))
    if !hasGVLK {
      // A way where somebody answers; that nobody does is told of keys that are bound.
      if way.services.isEmpty { return way }
      way.machines = entry.value.machines
    }
    way.paths.formUnion(paths(of: way.services, asked, entry, product))
    return way
  }

  /// The ways that a GVLK has.
  private func paths(
    of serving: [Int], _ asked: AskedServices, _ entry: Entry<Deployment>, _ product: ProductID
  ) -> ActivationPaths {
    if entry.value.activationType == .token, !isOffice(product) { return .token }
    if serving.isEmpty {
      guard !describesServices || asked.mayBeOthers else { return .unserved }
      return asked.hosts ? .kms : asked.directories ? .directory : .unserved
    }
    var paths: ActivationPaths = []
    for place in serving { paths.insert(services.isHost(place) ? .kms : .directory) }
    return paths
  }

  /// Whom the machines ask for the product, if a GVLK makes them ask.
  ///
  /// Windows asks as its activation type says (`slmgr /act-type`). Office asks hosts and
  /// directories: it has a type of its own (`ospp.vbs /actype`), which no field tells. Directories
  /// answer machines of a domain that run Windows 8, Windows Server 2012, Office 2013 or later, the
  /// first whose keys hold an N.
  package func asked(by entry: Entry<Deployment>, for product: ProductID) -> AskedServices {
    var hosts = true
    var directories = true
    if !isOffice(product) {
      switch entry.value.activationType {
      case .all, nil: break
      case .ad: hosts = false
      case .kms: directories = false
      case .token: (hosts, directories) = (false, false)
      }
    }
    if entry.value.domainJoined == false || !knowsDirectories(product) { directories = false }
    if directories, let os = entry.value.os, !knowsDirectories(os) { directories = false }
    return AskedServices(entry, hosts: hosts, directories: directories, services)
  }

  /// Whether the machines could ask the service at `place` if `servedBy` named it.
  package func canAsk(_ place: Int, _ entry: Entry<Deployment>, for product: ProductID) -> Bool {
    let asked = asked(by: entry, for: product)
    return services.isHost(place)
      ? asked.hosts
      : asked.directories && services.isInForest(place, entry.value.forest?.lowercased())
  }

  /// Places of the services that cover the product, or may, whoever asks for it.
  package func covering(_ product: ProductID) -> [Int] {
    let places = services.covering(productIndex(product))
    return knowsDirectories(product) ? places : places.filter(services.isHost)
  }

  /// Whether the product can be activated by a directory.
  package func knowsDirectories(_ product: ProductID) -> Bool {
    catalog.slot(of: product).map { catalog.editions[$0].usesMarker } ?? true
  }

  /// Index into the catalogue's products; nil where it does not know the product.
  package func productIndex(_ product: ProductID) -> Int32? {
    catalog.slot(of: product).map { catalog.editions[$0].productIndex }
      ?? catalog.productIndexes[product.product]
  }

  /// Whether Windows asks with the GVLK that volume media bring, as no other key is bound for it.
  /// Source: Microsoft, KMS client activation and product keys.
  func usesKeyOfMedium(_ index: Int) -> Bool {
    let entry = side.inventory.deployments.entries[index]
    guard entry.value.media == .volume, let os = entry.value.os, !side.hasUnknownKey(of: index)
    else { return false }
    let product = catalog.linked(os)
    var isOther = false
    side.forEachActiveKey(of: index) { active in
      if activates(active.key, product, entry) { isOther = true }
    }
    return !isOther
  }

  /// Whether the key is for the product, which carries its slot, on the machines.
  func activates(
    _ key: Entry<ProductKey>, _ product: ProductID, _ entry: Entry<Deployment>
  ) -> Bool {
    for own in key.value.products
    where ProductMatch.fits(catalog.linked(own), product, release: entry.value.release) {
      return true
    }
    return false
  }

  private func isOffice(_ product: ProductID) -> Bool {
    catalog.slot(of: product).map { catalog.editions[$0].family == .office } ?? false
  }
}
