/// The rows before and after a plan, as machines notice them: unmanaged rows that the project takes
/// over were there before, and rows that it lets go of stay.
struct ImpactRows {
  let before: Inventory
  let after: Inventory
  /// Names that renamed rows had, by the address that they get.
  let formerNames: [Address: String]
  /// Unmanaged rows that are taken over.
  let adopted: Set<Address>

  init(_ changes: [Change], _ stored: Inventory) {
    var before = Replacement()
    var after = Replacement()
    var formerNames: [Address: String] = [:]
    var adopted = Set<Address>()
    for change in changes {
      switch change.step {
      case .create(let entity): after.add(entity)
      case .update(let from, let to):
        after.remove(from.address)
        after.add(to)
        if let former = change.formerName { formerNames[change.address] = former }
      case .adopt(let from, let to):
        before.add(Self.owned(from, to))
        after.add(to)
        adopted.insert(from.address)
      case .delete(let entity): after.remove(entity.address)
      case .release: break
      }
    }
    self.before = before.isEmpty ? stored : before.applied(to: stored)
    self.after = after.applied(to: stored)
    self.formerNames = formerNames
    self.adopted = adopted
  }

  /// A unmanaged row names a key of this project with the project in front, ours does not.
  private static func owned(_ from: Entity, _ to: Entity) -> Entity {
    guard case .binding(let row) = from, case .binding(let wanted) = to,
      row.value.key.project != nil, row.value.key.name == wanted.value.key.name
    else { return from }
    var binding = row.value
    binding.key = wanted.value.key
    return .binding(row.with(binding))
  }

  /// The name that the row had, whatever it is called now.
  func formerName(_ kind: EntityKind, _ name: String) -> String {
    formerNames.isEmpty ? name : formerNames[Address(kind, name)] ?? name
  }
}

/// Rows that go and rows that come, by kind.
private struct Replacement {
  private var keys = Part<ProductKey>()
  private var deployments = Part<Deployment>()
  private var bindings = Part<Binding>()
  private var hosts = Part<KMSHost>()
  private var directories = Part<Directory>()
  private(set) var isEmpty = true

  mutating func remove(_ address: Address) {
    isEmpty = false
    switch address.kind {
    case .key: keys.gone.append(address.name)
    case .deployment: deployments.gone.append(address.name)
    case .binding: bindings.gone.append(address.name)
    case .host: hosts.gone.append(address.name)
    case .directory: directories.gone.append(address.name)
    }
  }

  mutating func add(_ entity: Entity) {
    isEmpty = false
    switch entity {
    case .key(let entry): keys.added.append(entry)
    case .deployment(let entry): deployments.added.append(entry)
    case .binding(let entry): bindings.added.append(entry)
    case .host(let entry): hosts.added.append(entry)
    case .directory(let entry): directories.added.append(entry)
    }
  }

  func applied(to stored: Inventory) -> Inventory {
    Inventory(
      keys: keys.applied(to: stored.keys), deployments: deployments.applied(to: stored.deployments),
      bindings: bindings.applied(to: stored.bindings), hosts: hosts.applied(to: stored.hosts),
      directories: directories.applied(to: stored.directories))
  }

  private struct Part<Value: Managed> {
    var gone: [String] = []
    var added: [Entry<Value>] = []

    /// A merge join: plans bring their changes in the order of names.
    func applied(to stored: EntrySet<Value>) -> EntrySet<Value> {
      if gone.isEmpty, added.isEmpty { return stored }
      let gone = NameLookup(self.gone.sorted())
      let added = EntrySet(self.added).entries
      var cursor = gone.cursor()
      var entries: [Entry<Value>] = []
      entries.reserveCapacity(stored.count + added.count)
      var next = 0
      for entry in stored.entries where self.gone.isEmpty || cursor.index(of: entry.name) < 0 {
        while next < added.count, added[next].name < entry.name {
          entries.append(added[next])
          next += 1
        }
        entries.append(entry)
      }
      entries.append(contentsOf: added[next...])
      return EntrySet(sorted: entries)
    }
  }
}
