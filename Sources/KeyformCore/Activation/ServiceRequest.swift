/// What the machines of one deployment ask hosts and directories for.
struct ServiceRequest {
  /// What many deployments have in common.
  struct Profile: Hashable {
    var windows: Part?
    var office: Part?
    /// A key that is not known here may be a GVLK: whoever is asked may be asked by more.
    var hasUnknownKey = false
  }

  struct Part: Hashable {
    /// One product of Windows or several of Office, by index into the catalogue's; none where all
    /// that may be asked for is that of an unknown key.
    let products: [Int32]
    let asked: AskedServices
  }

  private(set) var profile = Profile()
  /// Machines; nil: not known.
  private(set) var windows: Int?
  private(set) var office: Int?

  /// Nil where nobody is asked.
  init?(of index: Int, _ model: ActivationModel) {
    let entry = model.side.inventory.deployments.entries[index]
    let hasUnknown = model.side.hasUnknownKey(of: index)
    profile.hasUnknownKey = hasUnknown
    let os = entry.value.os.map(model.side.catalog.linked)
    var windows = MachineSum()
    var office = MachineSum()
    var isForWindows = false
    var products: [ProductID] = []
    model.side.forEachActiveKey(of: index) { active in
      guard active.isGVLK else { return }
      if let os, model.activates(active.key, os, entry) {
        isForWindows = true
        windows.add(active.machines)
        return
      }
      let own = entry.value.office.filter {
        model.activates(active.key, model.side.catalog.linked($0), entry)
      }
      if own.isEmpty { return }
      office.add(active.machines)
      products += own
    }
    if !isForWindows, model.usesKeyOfMedium(index) {
      isForWindows = true
      windows.add(entry.value.machines)
    }
    if let os, isForWindows || hasUnknown {
      self.windows = windows.capped(by: entry.value.machines)
      profile.windows = part(isForWindows ? [os] : [], asking: os, entry, model)
    }
    if let first = entry.value.office.first, !products.isEmpty || hasUnknown {
      self.office = office.capped(by: entry.value.machines)
      profile.office = part(products, asking: products.first ?? first, entry, model)
    }
    if profile.windows == nil, profile.office == nil { return nil }
  }

  /// Nil where nothing that the catalogue knows is asked for.
  private func part(
    _ products: [ProductID], asking product: ProductID, _ entry: Entry<Deployment>,
    _ model: ActivationModel
  ) -> Part? {
    let indexes = products.compactMap(model.productIndex)
    if indexes.isEmpty, !profile.hasUnknownKey { return nil }
    return Part(
      products: indexes.count > 1 ? Set(indexes).sorted() : indexes,
      asked: model.asked(by: entry, for: product))
  }
}
