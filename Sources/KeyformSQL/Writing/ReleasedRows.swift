internal import KeyformCore

/// How rows look that a project lets go of: what they refer to stays what it was.
struct ReleasedRows {
  private let project: String
  /// Names of the keys that are let go of with them.
  private let keys: Set<String>

  init(_ changes: [Change], of project: String) {
    self.project = project
    var keys = Set<String>()
    for change in changes {
      if case .release(.key(let entry)) = change.step { keys.insert(entry.name) }
    }
    self.keys = keys
  }

  func asUnmanaged(_ entity: Entity) -> Entity {
    entity.changingKeys(asUnmanaged)
  }

  /// A key that stays the project's is another project's key to unmanaged row.
  private func asUnmanaged(_ key: KeyReference) -> KeyReference {
    if let owner = key.project { return owner.isEmpty ? KeyReference(name: key.name) : key }
    return keys.contains(key.name) ? key : KeyReference(project: project, name: key.name)
  }
}
