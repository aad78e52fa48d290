extension ActivationFinder {
  /// Machines that ask the same services for the same product.
  private struct Group: Hashable {
    let slot: Int32
    let services: [Int]
  }

  /// How many machines may ask each service, of all deployments, by place of the service.
  func serviceCounts() -> [ServiceCounts] {
    var finder = self
    let catalog = side.catalog
    var groups: [Group: ServiceCounts] = [:]
    for (index, entry) in side.inventory.deployments.entries.enumerated() {
      let deployment = entry.value
      for product in deployment.products {
        let product = catalog.linked(product)
        let way = finder.way(index, deployment, product)
        guard !way.services.isEmpty, product.slot >= 0 else { continue }
        let family = catalog.editions[Int(product.slot)].family
        groups[Group(slot: product.slot, services: way.services), default: .zero]
          .add(way.machines, family)
      }
    }
    var counts = [ServiceCounts](repeating: .zero, count: table.services.count)
    for (group, sum) in groups {
      for service in group.services { counts[service].add(sum) }
    }
    return counts
  }
}

extension Deployment {
  /// What machines activate: Windows, and the Office products.
  package var products: [ProductID] { (os.map { [$0] } ?? []) + office }
}
