internal import KeyformCore

/// One change to one row, typed by kind.
struct RowChange<Value: Managed> {
  /// Place in the order's changes.
  let index: Int
  let name: String
  let before: Entry<Value>?
  private(set) var after: Entry<Value>?
  /// Whether `after` keeps an observation of the target that is newer than the plan.
  private(set) var hasNewerObservation = false
  let base: RowDigest?
  /// The product key that the row has in the end; nil for other kinds.
  var material: KeyMaterial?

  init(index: Int, before: Entry<Value>?, after: Entry<Value>?, base: RowDigest?) {
    self.index = index
    self.before = before
    self.after = after
    self.base = base
    name = after?.name ?? before?.name ?? ""
  }

  /// Keeps what somebody has counted in the target since the plan was made.
  mutating func keepNewerObservations(of stored: Value) {
    guard let entry = after else { return }
    after = entry.with(entry.value.keepingNewerObservations(of: stored))
    hasNewerObservation = true
  }
}

/// The changes of an order by kind, each kind in byte order of the name.
struct SortedChanges {
  var keys: [RowChange<ProductKey>] = []
  var deployments: [RowChange<Deployment>] = []
  var bindings: [RowChange<Binding>] = []
  var hosts: [RowChange<KMSHost>] = []
  var directories: [RowChange<Directory>] = []

  init(_ changes: [Change]) {
    for (index, change) in changes.enumerated() {
      switch change.after ?? change.before {
      case .key:
        add(change, index, to: &keys) { if case .key(let entry) = $0 { entry } else { nil } }
      case .deployment:
        add(change, index, to: &deployments) {
          if case .deployment(let entry) = $0 { entry } else { nil }
        }
      case .binding:
        add(change, index, to: &bindings) {
          if case .binding(let entry) = $0 { entry } else { nil }
        }
      case .host:
        add(change, index, to: &hosts) { if case .host(let entry) = $0 { entry } else { nil } }
      case .directory:
        add(change, index, to: &directories) {
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

  private func add<Value: Managed>(
    _ change: Change, _ index: Int, to list: inout [RowChange<Value>],
    _ entry: (Entity) -> Entry<Value>?
  ) {
    list.append(
      RowChange(
        index: index, before: change.before.flatMap(entry), after: change.after.flatMap(entry),
        base: change.base))
  }

  private static func sort<Value: Managed>(_ list: inout [RowChange<Value>]) {
    let isSorted = zip(list, list.dropFirst()).allSatisfy { $0.name < $1.name }
    if !isSorted { list.sort { $0.name < $1.name } }
  }
}
