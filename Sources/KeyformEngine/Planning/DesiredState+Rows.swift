internal import KeyformCore

extension DesiredState {
  /// What a repository knows, with rows of the target in place of its entries: a row that is as its
  /// entry says is that entry; another one is silenced as its entry is. What files or secrets alone
  /// tell is known of the first kind, and of rows that a change of the files makes.
  func holding(_ rows: Inventory, _ catalog: ReferenceCatalog) -> DesiredState {
    let own = inventory
    let keys = rows.keys.written(as: own.keys) { $0.linked(by: catalog) }
    let readings = keys.entries.map { entry -> SecretReading in
      guard let index = own.keys.index(of: entry.name),
        own.keys.entries[index].value.identity == entry.value.identity
      else { return .notNeeded }
      return secrets[index]
    }
    return DesiredState(
      project: project,
      inventory: Inventory(
        keys: keys,
        deployments: rows.deployments.written(as: own.deployments) { $0.linked(by: catalog) },
        bindings: rows.bindings.written(as: own.bindings) { $0 },
        hosts: rows.hosts.written(as: own.hosts) { $0.linked(by: catalog) },
        directories: rows.directories.written(as: own.directories) { $0 }),
      secrets: readings, imported: imported, waivers: waivers, crossProjectUses: crossProjectUses)
  }
}

extension EntrySet {
  /// `link` makes the ids of a row those of the catalogue, by which rules compare them.
  fileprivate func written(as own: EntrySet, linking link: (Value) -> Value) -> EntrySet {
    EntrySet(
      sorted: entries.map { entry in
        guard let written = own[entry.name] else { return entry.with(link(entry.value)) }
        if written.value == entry.value { return written }
        return Entry(
          link(entry.value), origin: written.origin, ignores: written.ignores,
          secret: entry.secret, flaws: entry.flaws)
      })
  }
}

extension ProductKey {
  fileprivate func linked(by catalog: ReferenceCatalog) -> ProductKey {
    var key = self
    key.products = products.map(catalog.linked)
    return key
  }
}

extension Deployment {
  fileprivate func linked(by catalog: ReferenceCatalog) -> Deployment {
    var deployment = self
    deployment.os = os.map(catalog.linked)
    deployment.image = image.map(catalog.linked)
    deployment.office = office.map(catalog.linked)
    deployment.from?.edition = from?.edition.map(catalog.linked)
    deployment.virtualization?.host = virtualization?.host.map(catalog.linked)
    return deployment
  }
}

extension KMSHost {
  fileprivate func linked(by catalog: ReferenceCatalog) -> KMSHost {
    var host = self
    host.os = os.map(catalog.linked)
    return host
  }
}
