internal import KeyformCore

/// The changes of an order by kind, each kind in byte order of the name.
struct SortedChanges {
  private var byKind: [EntityKind: any Sendable] = [:]
  private(set) var count = 0

  init() {}

  init(_ changes: [Change], of project: String) {
    var indexes = [[Int]](repeating: [], count: EntityKind.allCases.count)
    for (index, change) in changes.enumerated() {
      guard let kind = (change.after ?? change.before)?.kind else { continue }
      indexes[kind.rank].append(index)
    }
    var sorting = Sorting(
      changes: changes, indexes: indexes, release: ReleasedRows(changes, of: project),
      sorted: self)
    EntityKind.visitAll(&sorting)
    self = sorting.sorted
  }

  /// The changes of a kind, by the type of its values.
  subscript<Value: Managed>(_ type: Value.Type) -> [RowChange<Value>] {
    get { byKind[Value.kind] as? [RowChange<Value>] ?? [] }
    set {
      count += newValue.count - self[type].count
      byKind[Value.kind] = newValue
    }
  }

  private struct Sorting: MappingVisitor {
    let changes: [Change]
    /// By the rank of the kind.
    let indexes: [[Int]]
    let release: ReleasedRows
    var sorted: SortedChanges

    mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) {
      typealias Value = Mapping.Value
      var list = indexes[Value.kind.rank].map { change(at: $0, of: Value.self) }
      let isSorted = zip(list, list.dropFirst()).allSatisfy { $0.name < $1.name }
      if !isSorted { list.sort { $0.name < $1.name } }
      sorted[Value.self] = list
    }

    private func change<Value: Managed>(at index: Int, of type: Value.Type) -> RowChange<Value> {
      let change = changes[index]
      let after: Entity?
      let move: RowMove?
      switch change.step {
      case .create(let entity): (after, move) = (entity, nil)
      case .update(_, to: let entity):
        (after, move) = (entity, change.formerName.map { .renamed(from: $0) })
      case .adopt(_, to: let entity): (after, move) = (entity, .adopted)
      case .release(let entity): (after, move) = (release.asUnmanaged(entity), .released)
      case .delete: (after, move) = (nil, nil)
      }
      return RowChange(
        index: index, name: (after ?? change.before)?.name ?? "",
        before: change.before?.entry(of: type), after: after?.entry(of: type), move: move,
        base: change.base)
    }
  }
}

extension SortedChanges {
  /// Decides which product key each touched row holds in the end. Public keys bring theirs; of secret ones the
  /// order hands over what is new, and the rest stays as the base check found it.
  mutating func assignValues(
    _ secrets: [String: KeyMaterial], of changes: [Change]
  ) throws(TargetError) {
    var keys = self[ProductKey.self]
    for index in keys.indices {
      guard let after = keys[index].after else { continue }
      let key = after.value
      if !key.isSecret {
        keys[index].material = key.publicValue
      } else if changes[keys[index].index].writesSecret {
        let secret = secrets[key.name]
        if secret == nil, after.secret != nil {
          throw refused(key, "its value was not handed over")
        }
        if let secret, let tail = key.tail, secret.tail != tail {
          throw refused(key, "the value at hand has another tail than the plan")
        }
        keys[index].material = secret
      }
    }
    self[ProductKey.self] = keys
  }

  private func refused(_ key: ProductKey, _ problem: String) -> TargetError {
    .refused(row: key.address.description, problem: problem)
  }
}

/// How rows look that a project lets go of: what they refer to stays what it was.
private struct ReleasedRows {
  private let project: String
  /// Names of the keys that are let go of with them.
  private let keys: Set<String>

  init(_ changes: [Change], of project: String) {
    self.project = project
    keys = Set(
      changes.compactMap { if case .release(.key(let entry)) = $0.step { entry.name } else { nil } }
    )
  }

  func asUnmanaged(_ entity: Entity) -> Entity { entity.changingKeys(asUnmanaged) }

  /// A key that stays the project's is another project's key to unmanaged row.
  private func asUnmanaged(_ key: KeyReference) -> KeyReference {
    if let owner = key.project { return owner.isEmpty ? KeyReference(name: key.name) : key }
    return keys.contains(key.name) ? key : KeyReference(project: project, name: key.name)
  }
}
