internal import KeyformCore

extension StoredInventory {
  /// As a role reads it that sees no values.
  var withoutValues: StoredInventory {
    func hidden(_ rows: Inventory) -> Inventory {
      var rows = rows
      rows.keys = EntrySet(
        sorted: rows.keys.entries.map { entry in
          var key = entry.value
          key.publicValue = nil
          return entry.with(key)
        })
      return rows
    }
    return StoredInventory(
      inventory: hidden(inventory), materials: materials.map { _ in nil }, digestKey: nil,
      unmanaged: hidden(unmanaged), unmanagedMaterials: unmanagedMaterials.map { _ in nil },
      neighbours: neighbours, condition: condition, catalog: catalog, unreadable: unreadable)
  }
}

/// All that a target holds.
struct MemoryState: Sendable {
  let id: String
  let digestKey: DigestKey
  var rows: [MemoryPlace: MemoryRow] = [:]
  var journal = MemoryJournal()

  init() {
    var digest = ContentDigest()
    digestKey = .random()
    digest.update(String(UInt64.random(in: .min ... .max)))
    id = String(digest.hex().prefix(32))
  }

  var condition: TargetCondition { .ready(targetID: id, schema: .none) }

  var digester: RowDigester { RowDigester(key: digestKey) }

  func stored(for project: String) -> StoredInventory {
    let (own, materials) = inventory(of: project)
    if project.isEmpty {
      return StoredInventory(
        inventory: own, materials: materials, digestKey: digestKey, condition: condition)
    }
    let (unmanaged, unmanagedMaterials) = inventory(of: "")
    return StoredInventory(
      inventory: own, materials: materials, digestKey: digestKey, unmanaged: unmanaged,
      unmanagedMaterials: unmanagedMaterials,
      neighbours: MemoryOtherProjects(rows).of(project, unmanaged: unmanaged), condition: condition,
      catalog: journal.entries(of: project).first?.header.catalog,
      memory: memory(of: project))
  }

  /// What is remembered of a project; of one that is new, who else has rows.
  func memory(of project: String) -> TargetMemory {
    let entries = journal.entries(of: project)
    let others = Set(rows.keys.map(\.project)).subtracting([project, ""]).sorted()
    return TargetMemory(
      last: last(of: project),
      undos: entries.reversed().compactMap { entry in
        entry.header.undoOf.map { undoOf in
          UndoneChangeSet(
            writer: LastWriter(
              changeSet: entry.changeSet, appliedAt: entry.header.appliedAt,
              operatorName: entry.header.operatorName, databaseRole: nil), undoOf: undoOf)
        }
      },
      others: entries.isEmpty
        ? others.compactMap { name in
          last(of: name).map { OtherProject(name: name, repository: $0.repository) }
        } : [])
  }

  private func last(of project: String) -> ProjectMemory? {
    journal.entries(of: project).first?.header.memory.flatMap { ProjectMemory(text: $0) }
  }

  /// The rows of one owner as seen from there, with the values of the keys.
  private func inventory(of project: String) -> (Inventory, [KeyMaterial?]) {
    var keys: [Entry<ProductKey>] = []
    var deployments: [Entry<Deployment>] = []
    var bindings: [Entry<Binding>] = []
    var hosts: [Entry<KMSHost>] = []
    var directories: [Entry<Directory>] = []
    for (place, row) in rows where place.project == project {
      switch row.entity(seenFrom: project) {
      case .key(let entry): keys.append(entry)
      case .deployment(let entry): deployments.append(entry)
      case .binding(let entry): bindings.append(entry)
      case .host(let entry): hosts.append(entry)
      case .directory(let entry): directories.append(entry)
      }
    }
    let inventory = Inventory(
      keys: EntrySet(keys), deployments: EntrySet(deployments), bindings: EntrySet(bindings),
      hosts: EntrySet(hosts), directories: EntrySet(directories))
    let materials = inventory.keys.entries.map { entry in
      rows[MemoryPlace(project: project, address: entry.value.address)]?.material
    }
    return (inventory, materials)
  }
}
