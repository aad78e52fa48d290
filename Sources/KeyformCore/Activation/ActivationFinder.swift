/// Finds how the machines of a deployment may activate a product on one side of a plan.
struct ActivationFinder {
  struct Way {
    var paths: ActivationPaths = []
    /// Nil: not known.
    var machines: Int?
    /// Places of the active bindings that give a way.
    var bindings: [Int32] = []
    /// Places of the hosts and directories that may be asked.
    var services: [Int] = []
  }

  let side: ResolvedInventory
  var table: ServiceTable
  /// Whether the project describes who answers. Where it describes no hosts and no directories it
  /// says nothing of them.
  var describesServices: Bool

  init(_ side: ResolvedInventory) {
    self.side = side
    table = ServiceTable(side.inventory, side.catalog) { side.key($0) }
    describesServices = !table.services.isEmpty
  }

  /// Of the deployment at `index`.
  mutating func way(_ index: Int, _ deployment: Deployment, _ product: ProductID) -> Way {
    var way = Way()
    var total = 0
    var isKnown = true
    var hasGVLK = false
    for place in side.bindingsOfDeployment[index] {
      guard let number = side.keyIndex(ofBinding: Int(place)) else { continue }
      let key = side.keys[number].value
      guard key.state == .active, side.binding(place).use.contains(.activation),
        activates(key, product, deployment.release)
      else { continue }
      let path = ActivationPaths(key.keyKind)
      if key.keyKind == .gvlk { hasGVLK = true } else if path.isEmpty { continue }
      way.paths.formUnion(path)
      way.bindings.append(place)
      if let machines = side.binding(place).machines ?? deployment.machines {
        total += machines
      } else {
        isKnown = false
      }
    }
    if hasGVLK {
      way.services = table.serving(deployment, product.product)
      way.paths.formUnion(paths(of: way.services))
    }
    if isKnown { way.machines = min(total, deployment.machines ?? total) }
    return way
  }

  private func activates(_ key: ProductKey, _ product: ProductID, _ release: String?) -> Bool {
    for own in key.products
    where ProductMatch.fits(side.catalog.linked(own), product, release: release) {
      return true
    }
    return false
  }

  private func paths(of services: [Int]) -> ActivationPaths {
    if !describesServices { return .kms }
    if services.isEmpty { return .unserved }
    var paths: ActivationPaths = []
    for service in services {
      paths.insert(table.services[service].address.kind == .host ? .kms : .directory)
    }
    return paths
  }
}
