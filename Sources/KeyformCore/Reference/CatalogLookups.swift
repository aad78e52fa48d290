// Coverage tables, edition changes, ESU years: what the rules ask for besides products and keys.

extension ReferenceCatalog {
  /// The name that people know a product and edition by; the id where the catalogue does not know
  /// it. An edition whose name the product's already holds is not said twice.
  package func name(of id: ProductID) -> String {
    guard let product = product(of: id) else { return id.text }
    guard let edition = facts(of: id)?.name, !product.name.contains(edition) else {
      return product.name
    }
    return "\(product.name) \(edition)"
  }

  package func source(_ id: String) -> CatalogSource? { sources.first { $0.id == id } }

  /// What a host key of a group activates; `group` is the slug of the host key's product.
  package func hostCoverage(of group: String) -> HostCoverage? {
    hostCoverages.first { $0.group == group }
  }

  /// Slugs of all products that host keys of these groups activate, in byte order.
  package func covered(by groups: [String]) -> [String] {
    var covered = Set<String>()
    for group in groups {
      if let windows = hostCoverage(of: group) {
        covered.formUnion(windows.servers)
        covered.formUnion(windows.clients)
      }
      if let office = officeHost(of: group) { covered.formUnion(office.serves) }
    }
    return covered.sorted()
  }

  /// Groups whose host key activates the product, the one that covers least first.
  package func groups(covering product: String) -> [HostCoverage] {
    hostCoverages.filter { $0.covers(product) }.sorted {
      let (left, right) = ($0.clients.count + $0.servers.count, $1.clients.count + $1.servers.count)
      return (left, $0.group) < (right, $1.group)
    }
  }

  /// The host key that covers the product and least besides, by slug; nil where none is known to.
  package func smallestGroup(covering product: String) -> String? {
    groups(covering: product).first?.group ?? officeHost(serving: product)?.group
  }

  /// Updates without which the host does not serve the client; both are product slugs.
  package func hostUpdates(host: String, client: String) -> [HostUpdate] {
    hostUpdates.filter { $0.host == host && $0.clients.contains(client) }
  }

  package func officeHost(of group: String) -> OfficeHost? {
    officeHosts.first { $0.group == group }
  }

  /// The Office host key that activates a product (by slug).
  package func officeHost(serving product: String) -> OfficeHost? {
    officeHosts.first { $0.serves.contains(product) }
  }

  /// The supported change from one edition to another by key; nil: not supported.
  package func editionChange(from: ProductID, to: ProductID) -> EditionChange? {
    guard let from = slot(of: from), let to = slot(of: to) else { return nil }
    return editionChanges.first { Int($0.from.slot) == from && Int($0.to.slot) == to }
  }

  /// Extended Security Updates for a product (by slug).
  package func extendedUpdates(for product: String) -> ExtendedUpdates? {
    extendedUpdates.first { $0.product == product }
  }

  /// The year of Extended Security Updates that covers a day; nil: before or after all of them
  /// is for the caller to tell, from the release's support dates.
  package func extendedYear(of updates: ExtendedUpdates, on day: CalendarDate) -> EditionFacts? {
    updates.years.lazy.compactMap { self.facts(of: $0) }.first { year in
      year.ends.map { day <= $0 } ?? false
    }
  }

  package func error(_ code: String) -> ActivationError? {
    let code = code.lowercased()
    return errors.first { $0.code.lowercased() == code }
  }
}
