internal import KeyformCore

/// The changes of an order by the places that they touch: what stands in each before, and after.
///
/// A row that moves is one that goes and one that comes. So names and owners can be exchanged in
/// any circle without a step in between, and whatever refers to a place that is filled again goes
/// on holding.
struct PlacedChanges {
  private(set) var project = SortedChanges()
  private(set) var unmanaged = SortedChanges()

  init(_ changes: SortedChanges) {
    var placing = Placing(changes: changes, placed: self)
    EntityKind.visitAll(&placing)
    self = placing.placed
  }

  private struct Placing: MappingVisitor {
    let changes: SortedChanges
    var placed: PlacedChanges

    mutating func visit<Mapping: RowMapping>(_ mapping: Mapping.Type) {
      let (project, unmanaged) = PlacedChanges.placed(changes[Mapping.Value.self])
      placed.project[Mapping.Value.self] = project
      placed.unmanaged[Mapping.Value.self] = unmanaged
    }
  }

  var count: Int { project.count + unmanaged.count }

  subscript(owner: RowOwner) -> SortedChanges {
    switch owner {
    case .project: project
    case .unmanaged: unmanaged
    }
  }

  private static func placed<Value: Managed>(
    _ changes: [RowChange<Value>]
  ) -> (project: [RowChange<Value>], unmanaged: [RowChange<Value>]) {
    guard changes.contains(where: { $0.move != nil }) else { return (changes, []) }
    var going: [RowPlace: RowChange<Value>] = [:]
    var coming: [RowPlace: RowChange<Value>] = [:]
    for change in changes {
      if let from = change.from { going[from] = change }
      if let goal = change.goal { coming[goal] = change }
    }
    var project: [RowChange<Value>] = []
    var unmanaged: [RowChange<Value>] = []
    let places = Set(going.keys).union(coming.keys).sorted { $0.name < $1.name }
    for place in places {
      let comes = coming[place]
      guard let change = comes ?? going[place] else { continue }
      let placed = RowChange(
        index: change.index, name: place.name, before: going[place]?.before, after: comes?.after,
        material: comes?.material, storedMaterial: going[place]?.storedMaterial)
      switch place.owner {
      case .project: project.append(placed)
      case .unmanaged: unmanaged.append(placed)
      }
    }
    return (project, unmanaged)
  }
}
