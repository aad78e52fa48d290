internal import KeyformCore

/// What the projects of a target have to do with each other.
struct MemoryOtherProjects {
  private let rows: [MemoryPlace: MemoryRow]
  /// Every reference to a key, by whom it is made; keys with their owners in front.
  private let uses: [CrossProjectUse]

  init(_ rows: [MemoryPlace: MemoryRow]) {
    self.rows = rows
    uses = rows.flatMap { place, row in
      row.keys.map { Self.use($0, by: row, at: place, rows) }
    }
  }

  private static func use(
    _ key: KeyReference, by row: MemoryRow, at place: MemoryPlace,
    _ rows: [MemoryPlace: MemoryRow]
  ) -> CrossProjectUse {
    guard case .binding(let entry) = row.entity(seenFrom: place.project) else {
      return CrossProjectUse(project: place.project, address: place.address, key: key)
    }
    let binding = entry.value
    var machines = binding.machines
    let address = Address(.deployment, binding.deployment)
    if machines == nil,
      case .deployment(let deployment)? = rows[
        MemoryPlace(project: place.project, address: address)
      ]?.entity(seenFrom: place.project)
    {
      machines = deployment.value.machines
    }
    return CrossProjectUse(
      project: place.project, address: place.address, key: key, use: binding.use,
      machines: machines, activated: binding.activated?.count)
  }

  func of(_ project: String, unmanaged: Inventory) -> OtherProjects {
    let keys = keys(for: project)
    var found = uses.filter { $0.key.project == project && $0.project != project }
      .map { $0.naming(KeyReference(name: $0.key.name)) }
    if unmanaged.keys.count > 0 {
      found += uses.filter { $0.key.project == "" && $0.project != "" }
      // Of rows without an owner nobody counts machines.
      found += uses.filter { $0.key.project == "" && $0.project == "" }.map {
        CrossProjectUse(project: "", address: $0.address, key: $0.key)
      }
    }
    for (owner, entries) in keys {
      for use in uses
      where use.key.project == owner && use.project != project
        && Self.isCounted(use, of: entries[use.key.name]?.value)
      { found.append(use) }
    }
    return OtherProjects(keys: keys, uses: found.sorted())
  }

  /// Other projects' keys that are shared with this one, or that its rows refer to.
  private func keys(for project: String) -> [String: EntrySet<ProductKey>] {
    let used = Set(uses.filter { $0.project == project }.map(\.key))
    var keys: [String: [Entry<ProductKey>]] = [:]
    for key in used {
      if let owner = key.project, owner != project { keys[owner] = [] }
    }
    for (place, row) in rows where place.project != project {
      guard case .key(let entry) = row.entity(seenFrom: place.project),
        entry.value.isShared(with: project)
          || used.contains(KeyReference(project: place.project, name: entry.name))
      else { continue }
      keys[place.project, default: []].append(entry)
    }
    return keys.mapValues { EntrySet($0) }
  }

  /// Activations of keys that have a number of them, and hosts of a CSVLK.
  private static func isCounted(_ use: CrossProjectUse, of key: ProductKey?) -> Bool {
    switch key?.keyKind {
    case .mak, .esuMAK, .retail, .oem: use.address.kind == .binding
    case .csvlk: use.address.kind == .host
    case .gvlk, .avma, .setupDefault, nil: false
    }
  }
}

extension CrossProjectUse {
  fileprivate func naming(_ key: KeyReference) -> CrossProjectUse {
    CrossProjectUse(
      project: project, address: address, key: key, use: use, machines: machines,
      activated: activated)
  }
}
