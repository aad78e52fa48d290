internal import KeyformCore

/// Where a row stands: whose it is, and what it is called.
struct MemoryPlace: Hashable, Sendable, Comparable {
  /// Empty: an unmanaged row.
  let project: String
  let address: Address

  /// By kind, then a project's before unmanaged ones, then by name.
  static func < (left: MemoryPlace, right: MemoryPlace) -> Bool {
    if left.address.kind != right.address.kind { return left.address.kind < right.address.kind }
    if left.project == right.project { return left.address.name < right.address.name }
    return left.project.isEmpty ? false : right.project.isEmpty || left.project < right.project
  }
}

/// A row as it is kept: every key that it refers to has its owner in front.
struct MemoryRow: Sendable {
  private let entity: Entity
  /// The product key; nil for other kinds and where none is known.
  let material: KeyMaterial?

  /// `entity` as `project` sees it.
  init(_ entity: Entity, of project: String, material: KeyMaterial?) {
    self.entity = entity.referring { KeyReference(project: $0.project ?? project, name: $0.name) }
    self.material = material
  }

  /// Without what is not state.
  func entity(seenFrom project: String) -> Entity {
    guard case .key(let entry) = entity else {
      return entity.referring { $0.seen(from: project) }
    }
    var key = entry.value
    // The check value of a secret is what its value gives, whatever was written in its place.
    if key.isSecret, key.check != nil, let material { key.check = KeyCheck(of: material) }
    return .key(Entry(key, origin: .none))
  }

  /// With their owners in front.
  var keys: [KeyReference] { entity.keys }

  /// The deployment of a binding: a row of the same owner.
  var deployment: String? {
    if case .binding(let entry) = entity { return entry.value.deployment }
    return nil
  }
}

extension Entity {
  /// The keys that the row names.
  var keys: [KeyReference] {
    switch self {
    case .key, .deployment: []
    case .binding(let entry): [entry.value.key]
    case .host(let entry): entry.value.hostKeys
    case .directory(let entry): entry.value.hostKeys
    }
  }

  /// The same row with its references to keys written another way.
  func referring(_ rewrite: (KeyReference) -> KeyReference) -> Entity {
    switch self {
    case .key(let entry): return .key(Entry(entry.value, origin: .none))
    case .deployment(let entry): return .deployment(Entry(entry.value, origin: .none))
    case .binding(let entry):
      var binding = entry.value
      binding.key = rewrite(binding.key)
      return .binding(Entry(binding, origin: .none))
    case .host(let entry):
      var host = entry.value
      host.hostKeys = host.hostKeys.map(rewrite).sorted()
      return .host(Entry(host, origin: .none))
    case .directory(let entry):
      var directory = entry.value
      directory.hostKeys = directory.hostKeys.map(rewrite).sorted()
      return .directory(Entry(directory, origin: .none))
    }
  }
}
