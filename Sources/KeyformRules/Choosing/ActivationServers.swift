internal import KeyformCore

/// The hosts and directories of the repository whose host key covers a product (rules.md 7.1, 7.3
/// through the catalogue's coverage tables).
struct ActivationServers {
  /// By kind and name.
  let addresses: [Address]
  /// Whether the repository describes any host or directory at all.
  let areDescribed: Bool
  /// Whether the catalogue says which host keys cover the product.
  let isCoverageKnown: Bool
  /// The host key that covers the product and least besides, as messages name it.
  let smallestGroup: String?

  init(of product: ProductID, _ facts: Facts) {
    let catalog = facts.catalog
    let slug = product.product
    let groups = catalog.groups(covering: slug).map(\.group)
    let office = catalog.officeHost(serving: slug)?.group
    isCoverageKnown = !groups.isEmpty || office != nil
    smallestGroup = office ?? groups.first
    let inventory = facts.inventory
    areDescribed = inventory.hosts.count + inventory.directories.count > 0
    let covering = Set(groups + [office].compactMap { $0 })
    func covers(_ references: [KeyReference]) -> Bool {
      references.contains { reference in
        guard let key = facts.key(reference)?.value, key.keyKind == .csvlk, key.state == .active
        else { return false }
        return key.products.contains { covering.contains($0.product) }
      }
    }
    let hosts = inventory.hosts.entries.filter { covers($0.value.hostKeys) }
      .map(\.value.address)
    // Directories activate Windows 8, Server 2012, Office 2013 and what came later (rule AD001);
    // keys carry the marker since the same releases.
    let isNewEnough = catalog.product(of: product)?.usesMarker ?? true
    let directories = inventory.directories.entries
      .filter { isNewEnough && covers($0.value.hostKeys) }.map(\.value.address)
    addresses = hosts + directories
  }
}
