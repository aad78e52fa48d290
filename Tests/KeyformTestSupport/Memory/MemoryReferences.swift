internal import KeyformCore

/// What foreign keys are for: whatever is referred to is there.
struct MemoryReferences {
  private let rows: [MemoryPlace: MemoryRow]

  /// The rows as they shall be.
  init(_ rows: [MemoryPlace: MemoryRow]) { self.rows = rows }

  func check(_ changes: [MemoryChange]) throws(TargetError) {
    for goal in changes.compactMap(\.goal).sorted() {
      guard let row = rows[goal] else { continue }
      for place in Self.references(of: row, at: goal) where rows[place] == nil {
        throw .refused(
          row: goal.address.description, problem: "refers to \(place.address), which is not there")
      }
    }
    let gone = Set(changes.compactMap(\.from).filter { rows[$0] == nil })
    if gone.isEmpty { return }
    var users: [MemoryPlace: MemoryPlace] = [:]
    for (place, row) in rows {
      for reference in Self.references(of: row, at: place) where gone.contains(reference) {
        users[reference] = min(users[reference] ?? place, place)
      }
    }
    guard let (place, user) = users.min(by: { $0.key < $1.key }) else { return }
    throw .refused(
      row: place.address.description, problem: "is referred to by \(user.address)")
  }

  /// All there is, as one project sees it.
  func sight(of project: String) -> ReferenceSight {
    var seen = ReferenceSight()
    for (place, row) in rows {
      if case .key(let entry) = row.entity(seenFrom: place.project) {
        seen.keys[place.project, default: [:]][entry.name] = entry.value.sharedWith
      }
      if place.project == project, place.address.kind == .deployment {
        seen.deployments.insert(place.address.name)
      }
      seen.uses += Self.references(of: row, at: place).map { reference in
        RowUse(
          project: place.project, address: place.address, target: reference.address,
          owner: reference.project)
      }
    }
    return seen
  }

  private static func references(of row: MemoryRow, at place: MemoryPlace) -> [MemoryPlace] {
    let keys = row.keys.map { key in
      MemoryPlace(project: key.project ?? "", address: Address(.key, key.name))
    }
    guard let deployment = row.deployment else { return keys }
    return keys + [MemoryPlace(project: place.project, address: Address(.deployment, deployment))]
  }
}
