extension Entity {
  /// A row with these fields, in the form that the journal holds; nil where a field is none of the
  /// kind's or a value does not fit.
  package static func row(_ address: Address, _ fields: [String: FieldValue]) -> Entity? {
    bare(address).setting(fields)
  }

  /// A row with nothing but its name.
  private static func bare(_ address: Address) -> Entity {
    switch address.kind {
    case .key: .key(Entry(ProductKey(name: address.name), origin: .none))
    case .deployment: .deployment(Entry(Deployment(name: address.name), origin: .none))
    case .binding: .binding(Entry(Binding(name: address.name), origin: .none))
    case .host: .host(Entry(KMSHost(name: address.name), origin: .none))
    case .directory: .directory(Entry(Directory(name: address.name), origin: .none))
    }
  }

  /// The same row with some fields set; nil as for `row`.
  package func setting(_ fields: [String: FieldValue]) -> Entity? {
    switch self {
    case .key(let entry): entry.value.setting(fields).map { .key(entry.with($0)) }
    case .deployment(let entry): entry.value.setting(fields).map { .deployment(entry.with($0)) }
    case .binding(let entry): entry.value.setting(fields).map { .binding(entry.with($0)) }
    case .host(let entry): entry.value.setting(fields).map { .host(entry.with($0)) }
    case .directory(let entry): entry.value.setting(fields).map { .directory(entry.with($0)) }
    }
  }

  /// The same row under another name.
  package func renamed(_ name: String) -> Entity? {
    Entity.row(
      Address(address.kind, name),
      Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
  }
}

extension Managed {
  /// In declaration order: the day of an observation needs its count first.
  fileprivate func setting(_ fields: [String: FieldValue]) -> Self? {
    var value = self
    var taken = 0
    for field in Self.fields {
      guard let wanted = fields[field.name] else { continue }
      taken += 1
      if wanted == .none, value[field] == .none { continue }
      guard value.set(field, to: wanted) else { return nil }
    }
    return taken == fields.count ? value : nil
  }
}

extension Inventory {
  package subscript(address: Address) -> Entity? {
    switch address.kind {
    case .key: keys[address.name].map(Entity.key)
    case .deployment: deployments[address.name].map(Entity.deployment)
    case .binding: bindings[address.name].map(Entity.binding)
    case .host: hosts[address.name].map(Entity.host)
    case .directory: directories[address.name].map(Entity.directory)
    }
  }

  /// Every row, by kind and name.
  package var entities: [Entity] {
    keys.entries.map(Entity.key) + deployments.entries.map(Entity.deployment)
      + bindings.entries.map(Entity.binding) + hosts.entries.map(Entity.host)
      + directories.entries.map(Entity.directory)
  }

  /// `2 keys, 1 deployment`: the kinds that are there.
  package var counts: String {
    let kinds = [
      (keys.count, "key", "keys"), (deployments.count, "deployment", "deployments"),
      (bindings.count, "binding", "bindings"), (hosts.count, "host", "hosts"),
      (directories.count, "directory", "directories"),
    ]
    return kinds.filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1 : $2)" }.joined(separator: ", ")
  }

  /// Of rows with different addresses.
  package init(_ entities: [Entity]) {
    var keys: [Entry<ProductKey>] = []
    var deployments: [Entry<Deployment>] = []
    var bindings: [Entry<Binding>] = []
    var hosts: [Entry<KMSHost>] = []
    var directories: [Entry<Directory>] = []
    for entity in entities {
      switch entity {
      case .key(let entry): keys.append(entry)
      case .deployment(let entry): deployments.append(entry)
      case .binding(let entry): bindings.append(entry)
      case .host(let entry): hosts.append(entry)
      case .directory(let entry): directories.append(entry)
      }
    }
    self.init(
      keys: EntrySet(keys), deployments: EntrySet(deployments), bindings: EntrySet(bindings),
      hosts: EntrySet(hosts), directories: EntrySet(directories))
  }

  /// The state after `changes`, as far as they are about rows of the project.
  package func applying(_ changes: [Change]) -> Inventory {
    let gone = Set(changes.compactMap { $0.action == .adopt ? nil : $0.before?.address })
    let added = changes.compactMap(\.after)
    let replaced = gone.union(added.map(\.address))
    return Inventory(entities.filter { !replaced.contains($0.address) } + added)
  }
}
