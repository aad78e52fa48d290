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
        index: index, before: change.before?.entry(of: type), after: after?.entry(of: type),
        move: move, base: change.base)
    }
  }
}
