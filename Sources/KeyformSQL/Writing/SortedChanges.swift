internal import KeyformCore

/// The changes of an order by kind, each kind in byte order of the name.
struct SortedChanges {
  var keys: [RowChange<ProductKey>] = []
  var deployments: [RowChange<Deployment>] = []
  var bindings: [RowChange<Binding>] = []
  var hosts: [RowChange<KMSHost>] = []
  var directories: [RowChange<Directory>] = []

  init() {}

  init(_ changes: [Change], of project: String) {
    let release = ReleasedRows(changes, of: project)
    for (index, change) in changes.enumerated() {
      switch change.after ?? change.before {
      case .key:
        add(change, index, release, to: &keys) {
          if case .key(let entry) = $0 { entry } else { nil }
        }
      case .deployment:
        add(change, index, release, to: &deployments) {
          if case .deployment(let entry) = $0 { entry } else { nil }
        }
      case .binding:
        add(change, index, release, to: &bindings) {
          if case .binding(let entry) = $0 { entry } else { nil }
        }
      case .host:
        add(change, index, release, to: &hosts) {
          if case .host(let entry) = $0 { entry } else { nil }
        }
      case .directory:
        add(change, index, release, to: &directories) {
          if case .directory(let entry) = $0 { entry } else { nil }
        }
      case nil: break
      }
    }
    Self.sort(&keys)
    Self.sort(&deployments)
    Self.sort(&bindings)
    Self.sort(&hosts)
    Self.sort(&directories)
  }

  var count: Int {
    keys.count + deployments.count + bindings.count + hosts.count + directories.count
  }

  private func add<Value: Managed>(
    _ change: Change, _ index: Int, _ release: ReleasedRows, to list: inout [RowChange<Value>],
    _ entry: (Entity) -> Entry<Value>?
  ) {
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
    list.append(
      RowChange(
        index: index, before: change.before.flatMap(entry), after: after.flatMap(entry),
        move: move, base: change.base))
  }

  private static func sort<Value: Managed>(_ list: inout [RowChange<Value>]) {
    let isSorted = zip(list, list.dropFirst()).allSatisfy { $0.name < $1.name }
    if !isSorted { list.sort { $0.name < $1.name } }
  }
}
