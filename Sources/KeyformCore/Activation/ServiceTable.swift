/// The KMS hosts and directories of one side of a plan, and which of them answer whom.
///
/// Source: rules.md 7.1 and 7.3. What is not known is taken to be answered: nobody is told that a
/// host serves nothing because its key is in a project out of reach.
struct ServiceTable {
  struct Service {
    let address: Address
    /// DNS name of the host or of the forest.
    let place: String
    /// Products of its active host keys; nil: not known.
    let groups: [String]?
  }

  /// Hosts, then directories, by name.
  let services: [Service]
  private let catalog: ReferenceCatalog
  private let placesByName: [String: [Int]]
  /// Places of the services that answer a product, by its slug.
  private var covering: [String: [Int]] = [:]

  /// `key` finds the key that a host or directory names.
  init(
    _ inventory: Inventory, _ catalog: ReferenceCatalog, key: (KeyReference) -> ProductKey?
  ) {
    self.catalog = catalog
    func groups(_ references: [KeyReference]) -> [String]? {
      var groups: [String] = []
      for reference in references {
        guard let key = key(reference), !key.products.isEmpty else { return nil }
        // Nobody may use it any more, or not yet: a host without its key answers nobody.
        guard key.state == .active else { continue }
        groups += key.products.map(\.product)
      }
      return groups
    }
    services =
      inventory.hosts.entries.map {
        Service(
          address: $0.value.address, place: $0.value.fqdn, groups: groups($0.value.hostKeys))
      }
      + inventory.directories.entries.map {
        Service(
          address: $0.value.address, place: $0.value.forest, groups: groups($0.value.hostKeys))
      }
    placesByName = Dictionary(
      grouping: services.indices, by: { [services] in services[$0].address.name })
  }

  /// Places of the services that machines of the deployment may ask for the product.
  mutating func serving(_ deployment: Deployment, _ product: String) -> [Int] {
    if services.isEmpty { return [] }
    let covering = covering(product)
    let candidates =
      deployment.servedBy.isEmpty
      ? covering
      : deployment.servedBy.flatMap { placesByName[$0] ?? [] }.filter { covering.contains($0) }
        .sorted()
    return candidates.filter { isAsked(services[$0], by: deployment) }
  }

  /// Places of the services whose host keys cover the product.
  mutating func covering(_ product: String) -> [Int] {
    if let known = covering[product] { return known }
    let isListed =
      catalog.officeHost(serving: product) != nil || !catalog.groups(covering: product).isEmpty
    let places = services.indices.filter { place in
      guard isListed, let groups = services[place].groups else { return true }
      return groups.contains { covers($0, product) }
    }
    covering[product] = places
    return places
  }

  private func covers(_ group: String, _ product: String) -> Bool {
    let windows = catalog.hostCoverage(of: group)
    let office = catalog.officeHost(of: group)
    if windows == nil, office == nil { return true }
    return windows?.covers(product) ?? false || office?.serves.contains(product) ?? false
  }

  private func isAsked(_ service: Service, by deployment: Deployment) -> Bool {
    if service.address.kind == .host { return deployment.activationType != .ad }
    if deployment.domainJoined == false || deployment.activationType == .kms { return false }
    return deployment.forest.map { $0.lowercased() == service.place.lowercased() } ?? true
  }
}
