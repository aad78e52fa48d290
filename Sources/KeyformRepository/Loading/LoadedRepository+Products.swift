package import KeyformCore

extension LoadedRepository {
  package var ownCatalog: OwnCatalog {
    overrides.isEmpty
      ? .none : OwnCatalog(overrides: overrides, productsInUse: productsInUse)
  }

  /// Slugs of the products that entries of any target's set name.
  private var productsInUse: Set<String> {
    var products = Set<String>()
    func note(_ ids: [ProductID]) {
      for id in ids { products.insert(id.product) }
    }
    for file in contents {
      for key in file.keys { note(key.value.products) }
      for entry in file.deployments {
        let deployment = entry.value
        let single = [deployment.os, deployment.from?.edition, deployment.virtualization?.host]
        note(single.compactMap(\.self) + deployment.image + deployment.office)
      }
      for host in file.hosts { note(host.value.os.map { [$0] } ?? []) }
    }
    return products
  }
}
