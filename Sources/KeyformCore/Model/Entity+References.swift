extension Entity {
  /// The entries of the same project that this one names.
  package var references: [Address] {
    switch self {
    case .key: []
    case .deployment: []
    case .binding(let entry):
      [Address(.deployment, entry.value.deployment)] + Self.own([entry.value.key])
    case .host(let entry): Self.own(entry.value.hostKeys)
    case .directory(let entry): Self.own(entry.value.hostKeys)
    }
  }

  private static func own(_ keys: [KeyReference]) -> [Address] {
    keys.filter { $0.project == nil }.map { Address(.key, $0.name) }
  }
}
